package antipgd.reports.jmh;

/**
 * An estimate and where the true value is.
 *
 * @param lower lower end; NaN if it is not known, as after one fork
 * @param estimate between the ends
 * @param upper upper end; NaN if it is not known
 */
public record Interval(double lower, double estimate, double upper) {

  static Interval unknown(double estimate) {
    return new Interval(Double.NaN, estimate, Double.NaN);
  }

  boolean isKnown() {
    return !Double.isNaN(lower);
  }

  boolean isDisjoint(Interval other) {
    return upper < other.lower || other.upper < lower;
  }

  Interval times(double factor) {
    return new Interval(lower * factor, estimate * factor, upper * factor);
  }

  /** Of the reciprocal, for quantities that cannot be negative. */
  Interval inverse() {
    return new Interval(1 / upper, 1 / estimate, 1 / lower);
  }
}
