// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Seeded arrays and generators, and scales that keep what steps make of them bounded. */
public final class Data {

  /** A power of two, so that products with it are exact. */
  public static final float ETA = 0x1p-6f;

  /** A power of two, so that products with it are exact. */
  public static final float SIGMA = 0x1p-4f;

  /** Of every generator of noise. */
  public static final long SEED = 2022;

  private static final int STEPS_PER_UNIT = 256;

  private Data() {}

  /**
   * Multiples of 1/256 in [-2, 2]. On such arrays a step with {@link #ETA} and {@link #SIGMA} never
   * rounds: everything stays a multiple of 2^-14 below 4, which float32 holds exactly. So a step
   * and the same step with {@code -eta} and the two noises exchanged bring the weights back to the
   * bit, however often: no drift, no subnormals.
   *
   * @param n length
   * @param seed a different one for each array of a benchmark
   * @return a new array
   */
  public static float[] exact(int n, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] array = new float[n];
    for (int i = 0; i < n; i++) {
      array[i] =
          random.nextInt(-2 * STEPS_PER_UNIT, 2 * STEPS_PER_UNIT + 1) / (float) STEPS_PER_UNIT;
    }
    return array;
  }

  /** What a Java user without a library takes for speed. */
  static RandomGenerator jdkGenerator() {
    return RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(SEED);
  }

  /** +1 or -1 by the lowest bit. */
  static float sign(long bits) {
    return 1 - 2 * (int) (bits & 1);
  }
}
