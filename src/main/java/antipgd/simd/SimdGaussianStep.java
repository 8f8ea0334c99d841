package antipgd.simd;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;

/**
 * The stored Anti-PGD step with Gaussian noise on whole chunks. While the stages make the noise of
 * one chunk in the L1 cache, slices of the chunk before it are stepped in between: so memory, which
 * a stage leaves idle, has always something to fetch.
 */
final class SimdGaussianStep {

  /** Elements of a chunk. */
  static final int CHUNK = NoiseBlock.TILES * Law.GAUSSIAN.tile();

  /**
   * Elements of a slice. One follows each of the first stages; there are more stages than slices.
   */
  private static final int SLICE = Law.GAUSSIAN.tile();

  private static final ThreadLocal<SimdGaussianStep> SCRATCH =
      ThreadLocal.withInitial(SimdGaussianStep::new);

  private final NoiseBlock block = new NoiseBlock();
  private final float[] even = new float[CHUNK];
  private final float[] odd = new float[CHUNK];

  private SimdGaussianStep() {}

  /** Steps {@code count} chunks from {@code from} on; {@code tile} is a multiple of a chunk's. */
  static void antiPgd(
      SimdStepKernel kernel,
      float[] w,
      float[] g,
      float[] xi,
      int from,
      int count,
      float eta,
      float sigma,
      float sigmaNext,
      NoiseStream noise,
      long step,
      long tile) {
    SimdGaussianStep scratch = SCRATCH.get();
    NoiseBlock block = scratch.block;
    Stage[] stages = SimdNoise.stages(noise);
    block.key(noise, step);
    block.outFrom = 0;
    int at = from;
    for (int chunk = 0; chunk < count; chunk++) {
      float[] last = chunk % 2 == 0 ? scratch.odd : scratch.even;
      block.out = chunk % 2 == 0 ? scratch.even : scratch.odd;
      block.take(tile + (long) chunk * NoiseBlock.TILES, NoiseBlock.TILES);
      for (int s = 0; s < stages.length; s++) {
        stages[s].run(block);
        if (chunk > 0 && s < NoiseBlock.TILES) {
          kernel.slice(w, g, xi, at, last, s * SLICE, SLICE, eta, sigma, sigmaNext);
          at += SLICE;
        }
      }
    }
    kernel.slice(w, g, xi, at, block.out, 0, CHUNK, eta, sigma, sigmaNext);
  }
}
