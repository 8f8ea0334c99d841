package antipgd.verification.statistics;

/**
 * A closed confidence interval.
 *
 * @param lower lower end
 * @param upper upper end
 */
public record Interval(double lower, double upper) {

  static Interval around(double center, double halfWidth) {
    return new Interval(center - halfWidth, center + halfWidth);
  }
}
