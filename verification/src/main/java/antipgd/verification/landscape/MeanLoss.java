// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

/**
 * A loss that is a mean over labelled examples, {@code L = (1/n) sum_i L_i}, so that a step can
 * take the gradient of a few of them, or of labels that are not quite theirs.
 */
public interface MeanLoss extends Landscape {

  /**
   * Number of examples.
   *
   * @return n, 1 or more
   */
  int examples();

  /**
   * The gradient of the mean of {@code L_i} over a batch, under labels that have changed. With all
   * examples in their order and no change it is bit-equal to {@link Landscape#gradient}.
   *
   * @param w a point. Not modified.
   * @param batch numbers of examples, 1 or more of them. Not modified.
   * @param changes what is added to the label of each of the batch: to a number, or to the number
   *     of a class, after the last of which comes the first again. As long as {@code batch}. Not
   *     modified.
   * @param g receives the gradient; another array than {@code w}. Modified.
   */
  void gradient(float[] w, int[] batch, float[] changes, float[] g);

  /**
   * A change of a label: label noise, whose size is for numbers its standard deviation, added with
   * either sign, and for classes the probability that another class takes the label's place.
   *
   * @param size size of the noise; 0 changes nothing
   * @param word 32 random bits
   * @return what to add to the label
   */
  default float change(double size, int word) {
    return (float) (word < 0 ? -size : size);
  }
}
