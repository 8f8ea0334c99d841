// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.noise.NoiseStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The cipher words behind noise, in an order that puts next to each other what must not be alike.
 * Made by {@link NoiseStream#words}, the reference; every kernel has the same.
 */
final class WordStream {

  /** What counts up along the stream, while the other two stay 0. */
  enum Order {
    /** The tile: words as a kernel consumes them, element by element of step 0 of tensor 0. */
    KERNEL,

    /** The step: the word of an element at 256 steps, then that of the next element. */
    STEPS,

    /** The tensor: the word of an element in 256 tensors, then that of the next element. */
    TENSORS
  }

  /** Words of a tile. */
  static final int TILE = 4 * NoiseStream.TILE_BLOCKS;

  /** Tiles, steps or tensors of a portion. */
  static final int TOGETHER = 256;

  /** Bytes of a portion. */
  static final int PORTION = TOGETHER * TILE * Integer.BYTES;

  private final NoiseStream noise;
  private final Order order;
  private final int[] words = new int[4];
  private long number;

  /**
   * A stream at its beginning.
   *
   * @param noise whose words; the order of tensors replaces its tensor
   * @param order what counts up
   */
  WordStream(NoiseStream noise, Order order) {
    this.noise = noise;
    this.order = order;
  }

  /**
   * The next portion: all words of the next 256 tiles, or of 256 steps or tensors of tile 0. After
   * 2^32 tensors the order of tensors takes the next tile.
   *
   * @param out receives {@link #PORTION} bytes from index 0 on, words of 32 bits, lowest byte first
   */
  void next(byte[] out) {
    ByteBuffer bytes = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < TOGETHER; i++, number++) {
      switch (order) {
        case KERNEL -> tile(noise, 0, number, bytes, i * TILE, 1);
        case STEPS -> tile(noise, number, 0, bytes, i, TOGETHER);
        case TENSORS -> {
          NoiseStream other =
              new NoiseStream(noise.seed(), (int) number, noise.law(), noise.rounds());
          tile(other, 0, number >>> 32, bytes, i, TOGETHER);
        }
      }
    }
  }

  /** Word q of lane l is the tile's element {@code 16 q + l}. */
  private void tile(NoiseStream from, long step, long tile, ByteBuffer out, int at, int stride) {
    for (int lane = 0; lane < NoiseStream.TILE_BLOCKS; lane++) {
      from.words(step, tile * NoiseStream.TILE_BLOCKS + lane, words);
      for (int q = 0; q < 4; q++) {
        int element = q * NoiseStream.TILE_BLOCKS + lane;
        out.putInt((at + element * stride) * Integer.BYTES, words[q]);
      }
    }
  }
}
