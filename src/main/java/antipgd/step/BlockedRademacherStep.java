// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static antipgd.noise.Fma.fma;

import antipgd.noise.Law;
import antipgd.noise.RademacherDifferences;

/**
 * The Anti-PGD step with regenerated Rademacher noise on whole tiles, one scale: plain GD on as
 * much as stays in the L2 cache, which keeps memory busy, then the difference of the noises piece
 * by piece. For one thread.
 */
final class BlockedRademacherStep {

  /**
   * Whether C2 makes vectors of conversions from integers to floats. JDK 17 does not and 25 does;
   * between the two nothing was measured.
   */
  private static final boolean CONVERTS = Runtime.version().feature() >= 21;

  private static final int TILE = Law.RADEMACHER.tile();
  private static final int PIECE = RademacherDifferences.PIECE;

  /** Tiles whose weights and gradients take half of an L2 cache of 512 KB. */
  private static final int TILES = 16;

  private final RademacherDifferences differences = new RademacherDifferences(TILES);
  private final float[] difference = new float[PIECE];
  private final float[] near = new float[PIECE];

  void antiPgd(Slice at, Span span, Noise.Regenerated xi, long n, float eta, float sigma) {
    long tile = (at.element() + (span.from() - at.from())) / TILE;
    int tiles = span.length() / TILE;
    for (int done = 0, taken; done < tiles; done += taken) {
      taken = differences.take(xi.stream(), n, tile + done, tiles - done);
      int from = span.from() + done * TILE;
      BlockedLoops.gd(at.w(), at.g(), from, from + taken * TILE, eta);
      for (int piece = 0; piece < taken * TILE / PIECE; piece++) {
        differences.piece(piece);
        add(at.w(), from + piece * PIECE, sigma);
      }
    }
  }

  private void add(float[] w, int from, float sigma) {
    if (CONVERTS) {
      addIntegers(w, from, differences.halves(), differences.toTop(), sigma);
    } else {
      differences.floats(difference);
      System.arraycopy(w, from, near, 0, PIECE);
      addFloats(near, difference, sigma);
      System.arraycopy(near, 0, w, from, PIECE);
    }
  }

  /** Integers may have another index than the weights. */
  private static void addIntegers(float[] w, int from, int[] halves, int[] toTop, float sigma) {
    for (int i = 0; i < PIECE; i++) {
      w[from + i] = fma(sigma, (float) RademacherDifferences.of(halves[i], toTop[i]), w[from + i]);
    }
  }

  private static void addFloats(float[] w, float[] xi, float sigma) {
    for (int i = 0; i < PIECE; i++) {
      w[i] = fma(sigma, xi[i], w[i]);
    }
  }
}
