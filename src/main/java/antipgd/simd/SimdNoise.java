package antipgd.simd;

import antipgd.noise.NoiseStream;

/**
 * Tiles of a noise stream, made in stages that hand over through small arrays in the L1 cache: cipher
 * words, then numbers. One fused method would be faster on paper, but the JIT gives up on it half-way
 * (C1 runs out of virtual registers, C2 stops inlining) and then boxes every vector.
 */
final class SimdNoise {

  /** Tiles made at a time; a power of two. */
  private static final int CHUNK = 8;

  private static final ThreadLocal<SimdNoise> SCRATCH = ThreadLocal.withInitial(SimdNoise::new);

  private final int[] words = new int[CHUNK * SimdThreefry.TILE_WORDS];
  private final float[] radii = new float[CHUNK * SimdThreefry.TILE_WORDS / 2];

  private SimdNoise() {}

  static void tiles(
      NoiseStream noise, long step, long tile, int count, float[] out, int outFrom) {
    SimdNoise scratch = SCRATCH.get();
    switch (noise.law()) {
      case GAUSSIAN -> scratch.gaussian(noise, step, tile, count, out, outFrom);
      case RADEMACHER -> scratch.rademacher(noise, step, tile, count, out, outFrom);
    }
  }

  private void gaussian(
      NoiseStream noise, long step, long tile, int count, float[] out, int outFrom) {
    int size = noise.law().tile();
    for (int done = 0; done < count; ) {
      // Chunks end at multiples of their size: the low word of the counter cannot overflow in one.
      int part = Math.min(count - done, CHUNK - (int) (tile + done & CHUNK - 1));
      SimdThreefry.words(noise, step, tile + done, part, words);
      SimdGaussian.radii(words, part, radii);
      SimdGaussian.pairs(words, radii, part, out, outFrom + done * size);
      done += part;
    }
  }

  private void rademacher(
      NoiseStream noise, long step, long tile, int count, float[] out, int outFrom) {
    int size = noise.law().tile();
    for (int done = 0; done < count; done++) {
      SimdThreefry.words(noise, step, tile + done, 1, words);
      SimdRademacher.signs(words, out, outFrom + done * size);
    }
  }
}
