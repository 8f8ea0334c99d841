// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.noise.NoiseStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/**
 * What stands at the addresses of noise, 32 bits each, in an order that puts next to each other
 * what must not be alike.
 */
final class WordStream {

  /** What counts up along the stream, while the other two stay 0. */
  enum Order {
    /** The tile: as a kernel goes along, element by element of step 0 of tensor 0. */
    KERNEL,

    /** The step: what an element has at 256 steps, then the next element. */
    STEPS,

    /** The tensor: what an element has in 256 tensors, then the next element. */
    TENSORS
  }

  /** What is read at an address. */
  interface Content {

    /** Number of its elements in a tile. */
    int tile();

    /**
     * Whole tiles.
     *
     * @param noise which noise
     * @param step which step
     * @param tile number of the first tile
     * @param count number of tiles
     * @param out receives the elements' bits from index 0 on. Modified.
     */
    void tiles(NoiseStream noise, long step, long tile, int count, int[] out);
  }

  /** Tiles, steps or tensors of a portion. */
  static final int TOGETHER = 256;

  private final NoiseStream noise;
  private final Order order;
  private final Content content;
  private final int[] bits;
  private long number;

  /**
   * A stream at its beginning.
   *
   * @param noise which noise; the order of tensors replaces its tensor
   * @param order what counts up
   * @param content what is read
   */
  WordStream(NoiseStream noise, Order order, Content content) {
    this.noise = noise;
    this.order = order;
    this.content = content;
    this.bits = new int[TOGETHER * content.tile()];
  }

  /** Bytes of a portion. */
  int portion() {
    return bits.length * Integer.BYTES;
  }

  /**
   * The next portion: all elements of the next 256 tiles, or of 256 steps or tensors of tile 0.
   * After 2^32 tensors the order of tensors takes the next tile.
   *
   * @param out receives {@link #portion} bytes from index 0 on, 32 bits each, lowest byte first
   */
  void next(byte[] out) {
    IntBuffer words = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    if (order == Order.KERNEL) {
      content.tiles(noise, 0, number, TOGETHER, bits);
      words.put(bits);
      number += TOGETHER;
      return;
    }
    for (int i = 0; i < TOGETHER; i++, number++) {
      if (order == Order.STEPS) {
        content.tiles(noise, number, 0, 1, bits);
      } else {
        NoiseStream other =
            new NoiseStream(noise.seed(), (int) number, noise.law(), noise.generator());
        content.tiles(other, 0, number >>> 32, 1, bits);
      }
      for (int element = 0; element < content.tile(); element++) {
        words.put(i + element * TOGETHER, bits[element]);
      }
    }
  }
}
