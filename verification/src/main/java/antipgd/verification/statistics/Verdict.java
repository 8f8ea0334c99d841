package antipgd.verification.statistics;

/**
 * What a check found.
 *
 * @param declaration what was declared
 * @param samples number of independent samples seen
 * @param estimate value of the statistic
 * @param interval confidence interval of its true value
 * @param passed true if the interval meets the requirement
 */
public record Verdict(
    Declaration declaration, long samples, double estimate, Interval interval, boolean passed) {

  /** One line: what, estimate, interval, requirement, verdict. */
  @Override
  public String toString() {
    return String.format(
        java.util.Locale.ROOT,
        "%s  %s: %s = %.6g, interval [%.6g, %.6g], required %s, n = %d",
        passed ? "pass" : "FAIL",
        declaration.name(),
        declaration.statistic(),
        estimate,
        interval.lower(),
        interval.upper(),
        declaration.requirement(),
        samples);
  }
}
