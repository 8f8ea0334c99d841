// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

/** Running mean, variance and skewness of a sample, by Welford (1962) and Terriberry (2007). */
public final class Moments {

  private long count;
  private double mean;
  private double squares;
  private double cubes;

  /** An empty sample. */
  public Moments() {}

  /**
   * Adds a value.
   *
   * @param x the value
   */
  public void add(double x) {
    count++;
    double delta = x - mean;
    double share = delta / count;
    mean += share;
    double added = delta * (x - mean);
    cubes += added * share * (count - 2) - 3 * share * squares;
    squares += added;
  }

  /**
   * Sample size.
   *
   * @return number of values
   */
  public long count() {
    return count;
  }

  /**
   * Sample mean.
   *
   * @return the mean, not a number of an empty sample
   */
  public double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  /**
   * Unbiased sample variance.
   *
   * @return the variance, not a number below two values
   */
  public double variance() {
    return count < 2 ? Double.NaN : squares / (count - 1);
  }

  /**
   * Estimated standard error of the mean.
   *
   * @return the standard error, not a number below two values
   */
  public double standardError() {
    return Math.sqrt(variance() / count);
  }

  /**
   * Sample skewness, the third central moment over the cube of the standard deviation.
   *
   * @return the skewness; 0 where all values are equal, not a number of an empty sample
   */
  public double skewness() {
    return squares == 0 && count > 0 ? 0 : Math.sqrt(count) * cubes / Math.pow(squares, 1.5);
  }
}
