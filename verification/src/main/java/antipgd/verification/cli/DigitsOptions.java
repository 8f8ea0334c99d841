// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.ExperimentDocument;
import antipgd.verification.experiment.Digits;
import antipgd.verification.settings.Bounds;
import picocli.CommandLine.Option;

/** What every training on {@link Digits} is asked: how many of them, and when noise begins. */
public final class DigitsOptions {

  @Option(names = "--train", description = "Number of images to train. Default: ${DEFAULT-VALUE}.")
  private int train;

  @Option(names = "--test", description = "Number of images to test. Default: ${DEFAULT-VALUE}.")
  private int test;

  @Option(
      names = "--converge",
      description =
          "Steps of GD (SGD in batches) before the noise is switched on: recovery from a sharp"
              + " minimum. Default: ${DEFAULT-VALUE}, noise from the start.")
  private long converge;

  @Option(
      names = "--probes",
      description = "Probes of Hutchinson's estimator at the end. Default: ${DEFAULT-VALUE}.")
  private int probes;

  private final int fewestProbes;

  /**
   * Options with defaults of a command's own, and noise from the start.
   *
   * @param train number of images to train
   * @param test number of images to test
   * @param probes number of probes
   * @param fewestProbes how many are needed
   */
  public DigitsOptions(int train, int test, int probes, int fewestProbes) {
    this.train = train;
    this.test = test;
    this.probes = probes;
    this.fewestProbes = fewestProbes;
  }

  /**
   * Refuses bad ones.
   *
   * @param noiseEnd first step without noise
   * @throws IllegalArgumentException if one is not allowed; the message names it
   */
  public void check(long noiseEnd) {
    Bounds.atLeast("train", train, Digits.CLASSES);
    Bounds.atLeast("test", test, Digits.CLASSES);
    Bounds.require(train % Digits.CLASSES == 0, "train", train, "a multiple of 10");
    Bounds.require(test % Digits.CLASSES == 0, "test", test, "a multiple of 10");
    Bounds.within("converge", converge, 0, noiseEnd);
    Bounds.within("probes", probes, fewestProbes, 1 << 20);
    int most = Digits.CLASSES * Digits.FEWEST;
    Bounds.require(
        (long) train + test <= most,
        "train + test",
        (long) train + test,
        "at most " + most + ", as often as the rarest digit is there");
  }

  /**
   * Number of images to train.
   *
   * @return the number
   */
  public int train() {
    return train;
  }

  /**
   * Number of images to test.
   *
   * @return the number
   */
  public int test() {
    return test;
  }

  /**
   * First step with noise.
   *
   * @return its number
   */
  public long converge() {
    return converge;
  }

  /**
   * Number of probes.
   *
   * @return the number
   */
  public int probes() {
    return probes;
  }

  /**
   * What a file calls it when the noise begins.
   *
   * @return {@code from-start}, or {@code recovery}, where steps without noise come first
   */
  public String scenario() {
    return converge > 0 ? "recovery" : "from-start";
  }

  /**
   * What a file says of the images.
   *
   * @param pixels of one
   * @return their numbers
   */
  public ExperimentDocument.Images images(int pixels) {
    return new ExperimentDocument.Images(train, test, pixels);
  }
}
