// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Whether counts in cells follow a given law: Pearson's chi-square (1900). Its true value is the
 * mean square contingency {@code phi^2 = sum (q - p)^2 / p} between the law {@code q} behind the
 * counts and the given law {@code p}, required to be 0.
 *
 * <p>After n values the statistic is a noncentral chi-square variable of noncentrality {@code n
 * phi^2}. Its tails are bounded by Birgé (2001, lemma 8.1): with k degrees of freedom and
 * noncentrality l it exceeds {@code k + l + 2 sqrt((k + 2 l) t) + 2 t}, and falls short of {@code k
 * + l - 2 sqrt((k + 2 l) t)}, with probability {@code exp(-t)} at most. Inverted, they are the
 * interval; counts that are closer to the law than chance allows are an alarm too. The noncentral
 * law is that of large counts: a few dozen expected in a cell are enough where there are many.
 */
public final class ChiSquareCheck extends Check {

  private final double[] law;
  private final int family;

  /**
   * A check of one row of cells.
   *
   * @param declaration what is declared of phi^2; must require that it is 0
   * @param law probabilities of the cells, all above 0
   */
  public ChiSquareCheck(Declaration declaration, double[] law) {
    this(declaration, law, 1);
  }

  /**
   * A check of several rows of cells at once, which share the error rate equally (Bonferroni).
   *
   * @param declaration what is declared of each row's phi^2; must require that it is 0
   * @param law probabilities of the cells of a row, all above 0
   * @param family number of rows
   * @throws IllegalArgumentException if anything but 0 is required
   */
  public ChiSquareCheck(Declaration declaration, double[] law, int family) {
    super(declaration, samples(declaration, law.length - 1, family));
    if (!declaration.requirement().equals(Requirement.equal(0))) {
      throw new IllegalArgumentException(
          name() + ": required " + declaration.requirement() + ": must be = 0");
    }
    this.law = law.clone();
    this.family = family;
  }

  /**
   * The noncentrality whose lower tail ends where the interval begins to leave 0 out, over phi^2.
   * In terms of {@code s = sqrt(k + 2 l)} both bounds are quadratic.
   */
  private static long samples(Declaration declaration, int freedom, int family) {
    double alarm = rareness(declaration, family);
    double miss = -Math.log(declaration.rates().miss());
    double threshold = freedom + 2 * Math.sqrt(freedom * alarm) + 2 * alarm;
    double s = 2 * Math.sqrt(miss) + Math.sqrt(4 * miss + 2 * threshold - freedom);
    return (long) Math.ceil((s * s - freedom) / 2 / declaration.effect());
  }

  /** The t of each tail. */
  private static double rareness(Declaration declaration, int family) {
    return -Math.log(declaration.requirement().level(declaration.rates()) / 2 / family);
  }

  @Override
  public String method() {
    return family == 1 ? "chi-square" : "chi-square, worst of " + family;
  }

  /**
   * Judges the counts, or of several rows the one that is furthest from the law, a failing one
   * first.
   *
   * @param rows number of values in each cell, as many rows as declared
   * @return the verdict on phi^2, whose estimate is unbiased and so may be below 0
   */
  public Verdict judge(long[]... rows) {
    if (rows.length != family) {
      throw new IllegalArgumentException(
          name() + ": rows.length = " + rows.length + ": must be " + family);
    }
    return Arrays.stream(rows)
        .map(this::judgeOne)
        .max(
            Comparator.comparing((Verdict verdict) -> !verdict.passed())
                .thenComparing(verdict -> Math.abs(verdict.estimate())))
        .orElseThrow();
  }

  private Verdict judgeOne(long[] counts) {
    long samples = Cells.total(this, counts, law);
    double chiSquare = 0;
    for (int cell = 0; cell < law.length; cell++) {
      double expected = samples * law[cell];
      chiSquare += (counts[cell] - expected) * (counts[cell] - expected) / expected;
    }
    int freedom = law.length - 1;
    double t = rareness(declaration(), family);
    double low = Math.max(0, Math.sqrt(Math.max(0, 2 * chiSquare - freedom)) - 2 * Math.sqrt(t));
    double high = Math.sqrt(Math.max(0, 4 * t + 2 * chiSquare - freedom)) + 2 * Math.sqrt(t);
    return verdict(
        samples,
        (chiSquare - freedom) / samples,
        new ConfidenceInterval(
            Math.max(0, noncentrality(low, freedom)) / samples,
            noncentrality(high, freedom) / samples));
  }

  private static double noncentrality(double s, int freedom) {
    return (s * s - freedom) / 2;
  }
}
