// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.noise.NoiseStream;
import java.util.SplittableRandom;

/**
 * Digits to train and to test, as many images of each, drawn without replacement. Label i is i
 * modulo ten.
 *
 * @param trainImages images to train; not to be modified
 * @param trainLabels their digits
 * @param testImages images to test; not to be modified
 * @param testLabels their digits
 */
public record DigitsSample(
    float[][] trainImages, int[] trainLabels, float[][] testImages, int[] testLabels) {

  /**
   * Draws a sample.
   *
   * @param digits the images
   * @param data a stream, which stands for a seed
   * @param train number of images to train, a multiple of ten
   * @param testing number of images to test, a multiple of ten
   * @return the sample
   */
  public static DigitsSample draw(Digits digits, NoiseStream data, int train, int testing) {
    SplittableRandom random = new SplittableRandom(31 * data.seed() + data.tensor());
    DigitsSample sample =
        new DigitsSample(
            new float[train][], new int[train], new float[testing][], new int[testing]);
    for (int digit = 0; digit < Digits.CLASSES; digit++) {
      int[] order = shuffled(digits.count(digit), random);
      int next = 0;
      for (int i = digit; i < train; i += Digits.CLASSES) {
        sample.trainImages[i] = digits.image(digit, order[next++]);
        sample.trainLabels[i] = digit;
      }
      for (int i = digit; i < testing; i += Digits.CLASSES) {
        sample.testImages[i] = digits.image(digit, order[next++]);
        sample.testLabels[i] = digit;
      }
    }
    return sample;
  }

  private static int[] shuffled(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
