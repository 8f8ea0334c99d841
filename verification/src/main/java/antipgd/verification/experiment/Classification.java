// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.noise.NoiseStream;
import antipgd.verification.landscape.HiddenLayerNetwork;
import antipgd.verification.landscape.HiddenLayerNetwork.Activation;

/**
 * Handwritten digits, classified by a network with one hidden layer that is trained full-batch: the
 * place of the paper's ResNet18 on CIFAR-10. Its images are a {@link DigitsSample}; the start is
 * normal with variance {@code init^2} over the number of inputs of a layer, biases zero.
 *
 * @param landscape the training loss
 * @param test the same network on the test images
 * @param start the start
 */
public record Classification(HiddenLayerNetwork landscape, HiddenLayerNetwork test, float[] start)
    implements LearningProblem {

  /**
   * Draws a problem.
   *
   * @param digits the images
   * @param data a Gaussian stream
   * @param train number of images to train, a multiple of ten
   * @param testing number of images to test, a multiple of ten
   * @param units number of hidden units
   * @param activation function of the hidden units
   * @param init scale of the start
   * @return the problem
   */
  public static Classification draw(
      Digits digits,
      NoiseStream data,
      int train,
      int testing,
      int units,
      Activation activation,
      double init) {
    DigitsSample sample = DigitsSample.draw(digits, data, train, testing);
    HiddenLayerNetwork landscape =
        new HiddenLayerNetwork(
            sample.trainImages(), sample.trainLabels(), units, Digits.CLASSES, activation);
    HiddenLayerNetwork test =
        new HiddenLayerNetwork(
            sample.testImages(), sample.testLabels(), units, Digits.CLASSES, activation);
    float[] start = new float[landscape.dimension()];
    fill(start, 0, units, Digits.PIXELS, data, init);
    fill(start, landscape.firstLayer(), Digits.CLASSES, units, data, init);
    return new Classification(landscape, test, start);
  }

  private static void fill(
      float[] start, int from, int rows, int inputs, NoiseStream data, double init) {
    double scale = init / Math.sqrt(inputs);
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < inputs; i++) {
        int at = from + row * (inputs + 1) + i;
        start[at] = (float) (scale * data.at(1, at));
      }
    }
  }

  @Override
  public PointMetrics read(float[] w) {
    return new PointMetrics(
        landscape.loss(w), test.loss(w), landscape.hessianTrace(w), test.accuracy(w));
  }
}
