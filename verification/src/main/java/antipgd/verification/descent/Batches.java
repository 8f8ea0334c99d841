// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.descent;

import antipgd.noise.NoiseStream;
import antipgd.verification.landscape.MeanLoss;

/**
 * Gradients of batches: SGD, if the step adds nothing. Batches are those of a {@link BatchOrder};
 * label noise is a function of stream and step, so any step can be made again.
 *
 * <p>With label noise every label of a batch is changed anew at each step ({@link
 * MeanLoss#change}). For a squared loss {@code L_i = r_i^2 / 4} and labels {@code y_i + s eps_i},
 * with standard eps, the gradient has the further noise {@code -(s / (2 b)) sum_i eps_i grad r_i}.
 * Where the data is interpolated the Hessian is {@code H = (1 / (2 n)) sum_i grad r_i grad r_i^T},
 * so that noise has the covariance {@code (s^2 / (2 b)) H}, and around a minimum w spreads with
 * {@code eta s^2 / (4 b)} in each direction that H sees, up to a relative error of order eta H. The
 * mean of the gradient there is that of {@code (eta s^2 / (8 b)) Tr H}: label noise regularizes as
 * Anti-PGD does with {@code sigma^2 = eta s^2 / (4 b)}.
 *
 * <p>Not for use by several threads at once.
 */
public final class Batches implements StepGradient {

  private final MeanLoss loss;
  private final double labelNoise;
  private final BatchOrder order;
  private final Words labelWords;
  private final int[] batch;
  private final int[] batchWords;
  private final float[] changes;

  /**
   * Batches of some size.
   *
   * @param loss the loss
   * @param size number of examples in a batch, a divisor of the number of all
   * @param labelNoise size of the label noise, 0 for none
   * @param stream whose words, of blocks beyond those of noise on weights, decide
   * @throws IllegalArgumentException if the examples cannot be cut into batches of this size
   */
  public Batches(MeanLoss loss, int size, double labelNoise, NoiseStream stream) {
    this.order = new BatchOrder(loss.examples(), size, stream);
    this.loss = loss;
    this.labelNoise = labelNoise;
    this.labelWords = new Words(stream, Words.Use.LABELS);
    this.batch = new int[size];
    this.batchWords = new int[size];
    this.changes = new float[size];
  }

  @Override
  public void at(long n, float[] w, float[] g) {
    order.batch(n, batch);
    if (labelNoise > 0) {
      labelWords.fill(n, batchWords);
      for (int k = 0; k < batch.length; k++) {
        changes[k] = loss.change(labelNoise, batchWords[k]);
      }
    }
    loss.gradient(w, batch, changes, g);
  }

  /**
   * The batch of the last step.
   *
   * @return a new array of numbers of examples
   */
  int[] batch() {
    return batch.clone();
  }
}
