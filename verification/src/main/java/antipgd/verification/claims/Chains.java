// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.verification.landscape.Landscape;
import java.util.function.Consumer;

/** Many chains that are stepped as one model, in {@link Way one of the ways} that users have. */
abstract class Chains {

  private final Landscape landscape;
  private final float[] w;
  private final float[] g;

  /** The weights and their gradient, in blocks of 64 chains side by side; see {@link Landscape}. */
  final float[][] weights;

  final float[][] gradients;

  /** The clean iterates that {@link #clean} has read. */
  final float[][] clean;

  Chains(Landscape landscape, float[][] weights) {
    int block = landscape.dimension() * Landscape.SIDE_BY_SIDE;
    this.landscape = landscape;
    this.w = new float[block];
    this.g = new float[block];
    this.weights = weights;
    this.gradients = new float[weights.length][weights[0].length];
    this.clean = new float[weights.length][weights[0].length];
  }

  /** How many chains there are. */
  final int count() {
    return weights.length * weights[0].length / landscape.dimension();
  }

  /** Does one step of each chain. */
  final void step() {
    for (int a = 0; a < weights.length; a++) {
      for (int from = 0; from < weights[a].length; from += w.length) {
        System.arraycopy(weights[a], from, w, 0, w.length);
        landscape.gradients(w, g);
        System.arraycopy(g, 0, gradients[a], from, g.length);
      }
    }
    advance();
  }

  /** Does one step with {@link #gradients}. */
  abstract void advance();

  /** Reads the clean iterates. */
  abstract void clean();

  /**
   * Shows points block by block.
   *
   * @param points {@link #weights} or {@link #clean}
   * @param visitor gets a copy of 64 chains, coordinate-major; the array is used again
   */
  final void forEachBlock(float[][] points, Consumer<float[]> visitor) {
    for (float[] array : points) {
      for (int from = 0; from < array.length; from += w.length) {
        System.arraycopy(array, from, w, 0, w.length);
        visitor.accept(w);
      }
    }
  }
}
