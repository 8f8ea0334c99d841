// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.noise.NoiseStream;

/**
 * The words that noise is made of: word q of lane l is a tile's element {@code 16 q + l}. Made by
 * {@link NoiseStream#words}, the reference; every kernel has the same.
 */
final class NoiseWords implements WordStream.Content {

  private final int[] block = new int[4];

  @Override
  public int tile() {
    return 4 * NoiseStream.TILE_BLOCKS;
  }

  @Override
  public void tiles(NoiseStream noise, long step, long tile, int count, int[] out) {
    for (int b = 0; b < count * NoiseStream.TILE_BLOCKS; b++) {
      noise.words(step, tile * NoiseStream.TILE_BLOCKS + b, block);
      int at = b / NoiseStream.TILE_BLOCKS * tile() + b % NoiseStream.TILE_BLOCKS;
      for (int q = 0; q < 4; q++) {
        out[at + q * NoiseStream.TILE_BLOCKS] = block[q];
      }
    }
  }
}
