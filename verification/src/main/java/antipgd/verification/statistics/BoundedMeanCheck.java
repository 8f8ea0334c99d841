package antipgd.verification.statistics;

/**
 * The mean of independent values within known bounds: Hoeffding's interval (1963), which holds at
 * every sample size whatever the law.
 */
public final class BoundedMeanCheck extends Check {

  private final double lowest;
  private final double highest;

  /**
   * A check of a mean.
   *
   * @param declaration what is declared
   * @param lowest lower bound of every value
   * @param highest upper bound of every value
   */
  public BoundedMeanCheck(Declaration declaration, double lowest, double highest) {
    super(declaration, samples(declaration, highest - lowest));
    this.lowest = lowest;
    this.highest = highest;
  }

  private static long samples(Declaration declaration, double range) {
    double roots =
        Math.sqrt(-Math.log(declaration.rates().falseAlarm() / 2) / 2)
            + Math.sqrt(-Math.log(declaration.rates().miss()) / 2);
    return (long) Math.ceil(Math.pow(range * roots / declaration.effect(), 2));
  }

  @Override
  public String method() {
    return "Hoeffding";
  }

  /**
   * Judges the sample.
   *
   * @param values values within the bounds
   * @return the verdict
   */
  public Verdict judge(Moments values) {
    double level = declaration().requirement().level(declaration().rates());
    double halfWidth = (highest - lowest) * Math.sqrt(-Math.log(level / 2) / 2 / values.count());
    return verdict(
        values.count(),
        values.mean(),
        new Interval(
            Math.max(lowest, values.mean() - halfWidth),
            Math.min(highest, values.mean() + halfWidth)));
  }
}
