// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.verification.landscape.HiddenLayerNetwork;
import antipgd.verification.landscape.HiddenLayerNetwork.Activation;
import org.junit.jupiter.api.Test;

/**
 * Which images a classification learns from and is tested on. Its images here are dark but for one
 * pixel, each another, so that a network of one unit which looks at a pixel tells by its loss how
 * often, and with what label, that image is in a data set.
 */
class ClassificationTest {

  private static final int EACH = 7;
  private static final int TRAIN = 40;
  private static final int TEST = 20;
  private static final NoiseStream DATA = new NoiseStream(7, 3, Law.GAUSSIAN);
  private static final Digits DIGITS = digits();

  private static Digits digits() {
    float[][][] images = new float[Digits.CLASSES][EACH][Digits.PIXELS];
    for (int digit = 0; digit < Digits.CLASSES; digit++) {
      for (int k = 0; k < EACH; k++) {
        images[digit][k][pixel(digit, k)] = 1;
      }
    }
    return new Digits(images);
  }

  private static int pixel(int digit, int number) {
    return digit * EACH + number;
  }

  private static Classification draw(NoiseStream data) {
    return Classification.draw(DIGITS, data, TRAIN, TEST, 1, Activation.RELU, 2);
  }

  /** How often an image is among examples, all times as its digit. */
  private static int count(HiddenLayerNetwork network, int examples, int digit, int number) {
    float[] w = new float[network.dimension()];
    w[pixel(digit, number)] = 1;
    w[network.firstLayer() + 2 * digit] = 1;
    // Of ten logits, that of the digit is 1 where the pixel is light, and else all are 0.
    double light = Math.log(9 + Math.E) - 1;
    double count = examples * (network.loss(w) - Math.log(10)) / (light - Math.log(10));
    assertThat(count).isCloseTo(Math.rint(count), within(1e-9));
    return (int) Math.rint(count);
  }

  @Test
  void noImageIsTwiceAndNoneIsInBothSets() {
    Classification drawn = draw(DATA);
    for (int digit = 0; digit < Digits.CLASSES; digit++) {
      int train = 0;
      int test = 0;
      for (int k = 0; k < EACH; k++) {
        int inTrain = count(drawn.landscape(), TRAIN, digit, k);
        int inTest = count(drawn.test(), TEST, digit, k);
        assertThat(inTrain + inTest).isLessThanOrEqualTo(1);
        train += inTrain;
        test += inTest;
      }
      assertThat(train).isEqualTo(TRAIN / 10);
      assertThat(test).isEqualTo(TEST / 10);
    }
  }

  /** Published figures need the same for ever: images of digit 4 to train, to test, and left. */
  @Test
  void imagesArePinned() {
    StringBuilder sets = new StringBuilder();
    Classification drawn = draw(DATA);
    for (int k = 0; k < EACH; k++) {
      boolean train = count(drawn.landscape(), TRAIN, 4, k) == 1;
      sets.append(train ? 'T' : count(drawn.test(), TEST, 4, k) == 1 ? 't' : '-');
    }
    assertThat(sets).hasToString("tTTTt-T");
  }

  /** Seeds and streams each draw others; in the long run every image is as often in a set. */
  @Test
  void imagesAreDrawnEvenly() {
    int draws = 400;
    int[] train = new int[EACH];
    int[] test = new int[EACH];
    for (int seed = 0; seed < draws; seed++) {
      Classification drawn = draw(new NoiseStream(seed / 2, seed % 2, Law.GAUSSIAN));
      for (int k = 0; k < EACH; k++) {
        train[k] += count(drawn.landscape(), TRAIN, 4, k);
        test[k] += count(drawn.test(), TEST, 4, k);
      }
    }
    for (int k = 0; k < EACH; k++) {
      // Six standard deviations of a binomial variable.
      assertThat((double) train[k]).isCloseTo(draws * 4 / 7., within(60.));
      assertThat((double) test[k]).isCloseTo(draws * 2 / 7., within(55.));
    }
  }

  /** Normal, of variance {@code init^2} over a layer's inputs; the last of each row is a bias. */
  @Test
  void startIsDrawnFromTheStream() {
    Classification drawn = Classification.draw(DIGITS, DATA, TRAIN, TEST, 3, Activation.TANH, 2);
    float[] start = drawn.start();
    int first = 3 * (Digits.PIXELS + 1);
    assertThat(start).hasSize(first + Digits.CLASSES * 4);
    for (int i = 0; i < start.length; i++) {
      int inputs = i < first ? Digits.PIXELS : 3;
      boolean bias = (i < first ? i : i - first) % (inputs + 1) == inputs;
      float expected = (float) (2 / Math.sqrt(inputs) * DATA.at(1, i));
      assertThat(start[i]).isEqualTo(bias ? 0 : expected);
    }
  }

  @Test
  void readsLossesTraceAndAccuracy() {
    Classification drawn = draw(DATA);
    float[] w = drawn.start();
    assertThat(drawn.read(w))
        .isEqualTo(
            new PointMetrics(
                drawn.landscape().loss(w),
                drawn.test().loss(w),
                drawn.landscape().hessianTrace(w),
                drawn.test().accuracy(w)));
    // All test images of a digit are read right by a network that says this digit.
    float[] three = new float[w.length];
    three[drawn.landscape().firstLayer() + 2 * 3 + 1] = 1;
    assertThat(drawn.read(three).testAccuracy()).isEqualTo(0.1);
  }
}
