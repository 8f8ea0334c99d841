// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

/** A declared check: it knows its sample size before it sees data, and judges the data after. */
public abstract class Check {

  private final Declaration declaration;
  private final long samples;

  Check(Declaration declaration, long samples) {
    this.declaration = declaration;
    this.samples = samples;
  }

  /**
   * What was fixed before any data.
   *
   * @return the declaration
   */
  public final Declaration declaration() {
    return declaration;
  }

  /**
   * Name of the check.
   *
   * @return the declaration's name
   */
  public final String name() {
    return declaration.name();
  }

  /**
   * The sample size that the declared effect and error rates ask for.
   *
   * @return the number of independent samples
   */
  public final long samples() {
    return samples;
  }

  /**
   * The sample size at another scale. The false-alarm rate stays as declared: a check for equality
   * takes the scale and sees effects {@code 1 / sqrt(scale)} as large, while one that must prove an
   * inequality never takes fewer samples than its design, because then it could not.
   *
   * @param scale factor, above 0
   * @return the number of samples, 64 or more
   */
  public final int samples(double scale) {
    double factor = declaration.requirement().proven() ? Math.max(1, scale) : scale;
    double scaled = Math.ceil(samples * factor);
    if (scaled > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          name() + ": scale = " + scale + ": asks for more than 2^31 - 1 samples");
    }
    return (int) Math.max(64, scaled);
  }

  /**
   * How the interval is made.
   *
   * @return a few words
   */
  public abstract String method();

  final Verdict verdict(long samples, double estimate, ConfidenceInterval interval) {
    return new Verdict(
        this, samples, estimate, interval, declaration.requirement().isMetBy(interval));
  }
}
