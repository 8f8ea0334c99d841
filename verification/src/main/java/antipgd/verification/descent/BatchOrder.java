// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.descent;

import antipgd.noise.NoiseStream;

/**
 * Which examples are in the batch of a step. An epoch goes through all examples once, in an order
 * of its own, which is a function of stream and epoch; so any batch can be made again.
 *
 * <p>Not for use by several threads at once.
 */
public final class BatchOrder {

  private final Words orderWords;
  private final int[] words;
  private final int[] order;
  private final int size;
  private long epoch = -1;

  /**
   * Batches of some size.
   *
   * @param examples number of examples
   * @param size number of examples in a batch, a divisor of the number of all
   * @param stream whose words, of blocks beyond those of noise on weights, decide
   * @throws IllegalArgumentException if the examples cannot be cut into batches of this size
   */
  public BatchOrder(int examples, int size, NoiseStream stream) {
    if (size < 1 || examples % size != 0) {
      throw new IllegalArgumentException(
          "batch = " + size + ": must be a divisor of " + examples + ", the examples");
    }
    this.orderWords = new Words(stream, Words.Use.ORDER);
    this.words = new int[examples];
    this.order = new int[examples];
    this.size = size;
  }

  /**
   * The batch of a step.
   *
   * @param n the step, counted from 0
   * @param batch receives numbers of examples, as many as a batch has. Modified.
   */
  public void batch(long n, int[] batch) {
    int perEpoch = order.length / size;
    if (n / perEpoch != epoch) {
      epoch = n / perEpoch;
      shuffle();
    }
    System.arraycopy(order, (int) (n % perEpoch) * size, batch, 0, size);
  }

  /** Fisher and Yates's. A place is 32 bits over 2^32 of those there are: as good as fair. */
  private void shuffle() {
    orderWords.fill(epoch, words);
    for (int i = 0; i < order.length; i++) {
      int place = (int) ((words[i] & 0xffffffffL) * (i + 1) >>> 32);
      order[i] = order[place];
      order[place] = i;
    }
  }
}
