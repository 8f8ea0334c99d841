// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

/**
 * The largest distance between the distribution function behind a sample and a given one, at the
 * ends of given cells: the band of Dvoretzky, Kiefer and Wolfowitz with Massart's constant (1990),
 * which holds at every sample size whatever the law. Looking at the ends of cells alone can only
 * make alarms rarer; the effect is a distance at one of these ends.
 */
public final class KolmogorovCheck extends Check {

  private final double[] law;

  /**
   * A check of a distribution.
   *
   * @param declaration what is declared of the largest distance
   * @param law probabilities of the cells, in order
   */
  public KolmogorovCheck(Declaration declaration, double[] law) {
    super(declaration, Hoeffding.samples(declaration, 1));
    this.law = law.clone();
  }

  @Override
  public String method() {
    return "Dvoretzky-Kiefer-Wolfowitz-Massart";
  }

  /**
   * Judges the sample.
   *
   * @param counts number of values in each cell
   * @return the verdict on the largest distance
   */
  public Verdict judge(long[] counts) {
    long samples = Cells.total(this, counts, law);
    double expected = 0;
    long seen = 0;
    double largest = 0;
    for (int cell = 0; cell < law.length - 1; cell++) {
      expected += law[cell];
      seen += counts[cell];
      largest = Math.max(largest, Math.abs((double) seen / samples - expected));
    }
    double level = declaration().requirement().level(declaration().rates());
    double halfWidth = Hoeffding.halfWidth(samples, level);
    return verdict(
        samples,
        largest,
        new ConfidenceInterval(Math.max(0, largest - halfWidth), largest + halfWidth));
  }
}
