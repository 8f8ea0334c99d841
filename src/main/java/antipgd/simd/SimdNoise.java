// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import java.util.List;
import java.util.stream.Stream;

/** Tiles of a noise stream: the stages of its cipher, then those of its law. */
final class SimdNoise {

  /** Elements from which on no cache holds them: 32 MiB. */
  private static final int FAR = 1 << 23;

  private static final ThreadLocal<SimdNoise> SCRATCH = ThreadLocal.withInitial(SimdNoise::new);

  private static final Stage[] CIPHER_13 = chain(SimdThreefry.ROUNDS_13, List.of());
  private static final Stage[] CIPHER_20 = chain(SimdThreefry.ROUNDS_20, List.of());
  private static final Stage[] RADII_13 = chain(SimdThreefry.ROUNDS_13, SimdGaussian.RADII);
  private static final Stage[] RADII_20 = chain(SimdThreefry.ROUNDS_20, SimdGaussian.RADII);
  private static final Stage[] GAUSSIAN_13 = chain(SimdThreefry.ROUNDS_13, SimdGaussian.STAGES);
  private static final Stage[] GAUSSIAN_20 = chain(SimdThreefry.ROUNDS_20, SimdGaussian.STAGES);
  private static final Stage[] RADEMACHER_13 = chain(SimdThreefry.ROUNDS_13, SimdRademacher.STAGES);
  private static final Stage[] RADEMACHER_20 = chain(SimdThreefry.ROUNDS_20, SimdRademacher.STAGES);

  private final NoiseBlock block = new NoiseBlock();

  /** Gaussian noise on its way to memory. */
  private final float[] near = new float[NoiseBlock.TILES * Law.GAUSSIAN.tile()];

  private final Stretch stretch = new Stretch();

  private SimdNoise() {}

  /**
   * Writes tiles where they belong. Gaussian noise for more than a cache holds takes the way
   * through an array in the nearest one, and is copied from there a block at a time: JDK 25 keeps
   * memory busier so.
   */
  static void tiles(NoiseStream noise, long step, long tile, int count, float[] out, int from) {
    Stage[] stages = stages(noise);
    int size = noise.law().tile();
    SimdNoise scratch = SCRATCH.get();
    boolean far = scratch.stretch.with(from, (long) count * size) >= FAR;
    boolean copies = far && noise.law() == Law.GAUSSIAN;
    NoiseBlock block = scratch.block;
    block.key(noise, step);
    block.out = copies ? scratch.near : out;
    for (int done = 0, taken; done < count; done += taken) {
      int at = from + done * size;
      taken = block.take(tile + done, count - done);
      block.outFrom = copies ? 0 : at;
      run(stages, block);
      if (copies) {
        System.arraycopy(block.out, 0, out, at, taken * size);
      }
    }
    block.out = null;
  }

  /** The one place that calls stages: it has seen so many that C2 inlines none. */
  static void run(Stage[] stages, NoiseBlock block) {
    for (Stage stage : stages) {
      stage.run(block);
    }
  }

  static Stage[] cipher(NoiseStream noise) {
    return noise.rounds() == NoiseStream.FAST_ROUNDS ? CIPHER_13 : CIPHER_20;
  }

  /** Radii and angle words, which the last stage of Gaussian noise turns to numbers. */
  static Stage[] radii(NoiseStream noise) {
    return noise.rounds() == NoiseStream.FAST_ROUNDS ? RADII_13 : RADII_20;
  }

  static Stage[] stages(NoiseStream noise) {
    boolean fast = noise.rounds() == NoiseStream.FAST_ROUNDS;
    return switch (noise.law()) {
      case GAUSSIAN -> fast ? GAUSSIAN_13 : GAUSSIAN_20;
      case RADEMACHER -> fast ? RADEMACHER_13 : RADEMACHER_20;
    };
  }

  private static Stage[] chain(List<Stage> cipher, List<Stage> law) {
    return Stream.concat(cipher.stream(), law.stream()).toArray(Stage[]::new);
  }
}
