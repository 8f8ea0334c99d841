// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;

/**
 * What an implementation of {@link StepKernel} has to provide: loops on checked arguments. The
 * formulas and their roundings are the kernel's contract; so is that nothing is allocated once a
 * loop has run for a while, and that loops on disjoint ranges may run at the same time.
 *
 * <p>Three loops that step and one that makes noise are enough: the kernel puts the rest together
 * from them, by way of {@linkplain #block blocks} of noise in the nearest cache. Where a loop of
 * its own is faster, an implementation says so by {@link #fusedChunk}.
 */
public interface Loops {

  /**
   * Says what runs.
   *
   * @return a name such as {@code scalar} or {@code simd-512}
   */
  String name();

  /**
   * {@code w <- fma(-eta, g, w)}.
   *
   * @param at the weights, modified, and the gradient
   * @param eta step size
   */
  void gd(Slice at, float eta);

  /**
   * {@code w <- fma(sigma, xiNew, fma(-eta, g, w))}.
   *
   * @param at the weights, modified, and the gradient
   * @param span which elements of them, and where their noise begins
   * @param xiNew the new noise. Not modified.
   * @param eta step size
   * @param sigma noise scale
   */
  void pgd(Slice at, Span span, float[] xiNew, float eta, float sigma);

  /**
   * {@code w <- fma(added, xiNew - xiLast, b)} with {@code b = fma(-eta, g, w)} if {@code added ==
   * takenBack}, else {@code b = fma(added - takenBack, xiLast, fma(-eta, g, w))}; and in the same
   * pass {@code xiLast <- xiNew}.
   *
   * @param at the weights, modified, and the gradient
   * @param span which elements of them, and where their noise begins
   * @param xiLast the last noise. Modified.
   * @param xiNew the new noise. Not modified.
   * @param eta step size
   * @param takenBack scale of the last noise
   * @param added scale of the new noise
   */
  void antiPgd(
      Slice at, Span span, float[] xiLast, float[] xiNew, float eta, float takenBack, float added);

  /**
   * Whole tiles of noise, {@code out <- stream.at(n, ...)}.
   *
   * @param stream which noise
   * @param n number of the step
   * @param tile number of the first tile, of {@link antipgd.noise.Law#tile} elements each
   * @param count number of tiles
   * @param out receives the noise. Modified.
   * @param from where it begins there
   */
  void tiles(NoiseStream stream, long n, long tile, int count, float[] out, int from);

  /**
   * Elements of a block of noise that {@link #tiles} best makes at once, for steps whose noise is
   * made before they are. Blocks begin where element indices are multiples of their size.
   *
   * @param law the law of the noise
   * @param generator what makes its words
   * @return a power of two and a multiple of the law's tile; here 1024, or the tile if that is more
   */
  default int block(Law law, Generator generator) {
    return Math.max(1024, law.tile());
  }

  /**
   * Elements of a chunk that {@link #fusedAntiPgd} can step with this noise, which it makes on the
   * way. Chunks begin where element indices are multiples of their size.
   *
   * @param xi stored or regenerated noise
   * @param n number of the step
   * @param twoScales whether noise is taken back at another scale than it is added
   * @return a power of two and a multiple of the law's tile; 0, as here, if there is no such loop
   */
  default int fusedChunk(Noise xi, long n, boolean twoScales) {
    return 0;
  }

  /**
   * Whole chunks of {@link #antiPgd} with the noise {@code xi}, which is made on the way. Never
   * called where {@link #fusedChunk} is 0.
   *
   * @param at the weights, modified, and the gradient
   * @param span which elements of them: whole chunks
   * @param xi the noise; an array that holds it is modified
   * @param n number of the step
   * @param eta step size
   * @param takenBack scale of the last noise
   * @param added scale of the new noise
   */
  default void fusedAntiPgd(
      Slice at, Span span, Noise xi, long n, float eta, float takenBack, float added) {
    throw new UnsupportedOperationException(name() + " has no fused loop");
  }
}
