// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.StepKernel;

/** The noise itself, as bits of float32, made by a kernel. */
final class NoiseValues implements WordStream.Content {

  private final StepKernel kernel;
  private final int tile;
  private final float[] xi;

  /**
   * Noise of a law.
   *
   * @param kernel makes it
   * @param law how long a tile is
   */
  NoiseValues(StepKernel kernel, Law law) {
    this.kernel = kernel;
    this.tile = law.tile();
    this.xi = new float[WordStream.TOGETHER * tile];
  }

  @Override
  public int tile() {
    return tile;
  }

  @Override
  public void tiles(NoiseStream noise, long step, long tile, int count, int[] out) {
    int length = count * tile();
    kernel.fill(xi, 0, length, tile * tile(), noise, step);
    for (int i = 0; i < length; i++) {
      out[i] = Float.floatToRawIntBits(xi[i]);
    }
  }
}
