// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl.explore;

import antipgd.verification.experiment.Digits;
import antipgd.verification.experiment.DigitsSample;
import java.util.SplittableRandom;

/** Images of noise around a bar whose place tells the digit, for want of a network. */
final class Pictures {

  private Pictures() {}

  /** Some to train, and some to test; none to test stands for the same again. */
  static DigitsSample sample(int train, int test) {
    float[][] trainImages = images(train, 1);
    return new DigitsSample(
        trainImages,
        labels(train),
        test == 0 ? trainImages : images(test, 2),
        labels(test == 0 ? train : test));
  }

  private static float[][] images(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] images = new float[count][Digits.SIDE * Digits.SIDE];
    for (int i = 0; i < count; i++) {
      int row = 2 * (i % Digits.CLASSES) + 4;
      for (int pixel = 0; pixel < images[i].length; pixel++) {
        float noise = (float) random.nextDouble() / 2;
        images[i][pixel] = pixel / Digits.SIDE == row ? 1 - noise : noise;
      }
    }
    return images;
  }

  private static int[] labels(int count) {
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % Digits.CLASSES;
    }
    return labels;
  }
}
