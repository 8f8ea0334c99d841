// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import java.util.List;
import java.util.stream.Stream;

/** Tiles of a noise stream: the stages of its generator, then those of its law. */
final class SimdNoise {

  /** Elements from which on no cache holds them: 32 MiB. */
  private static final int FAR = 1 << 23;

  private static final ThreadLocal<SimdNoise> SCRATCH = ThreadLocal.withInitial(SimdNoise::new);

  private static final Chains THREEFRY_20 = Chains.of(SimdThreefry.ROUNDS_20, List.of());

  private static final Chains SHORT_STREAMS =
      Chains.of(SimdThreefry.ROUNDS_13, SimdShortStreams.STAGES);

  /**
   * What is made of a generator's words.
   *
   * @param words nothing
   * @param radii radii and angle words, which the last stage of Gaussian noise turns to numbers
   */
  private record Chains(Stage[] words, Stage[] radii, Stage[] gaussian, Stage[] rademacher) {

    static Chains of(List<Stage> cipher, List<Stage> words) {
      return new Chains(
          chain(cipher, words, List.of()),
          chain(cipher, words, SimdGaussian.RADII),
          chain(cipher, words, SimdGaussian.STAGES),
          chain(cipher, words, SimdRademacher.STAGES));
    }

    private static Stage[] chain(List<Stage> cipher, List<Stage> words, List<Stage> law) {
      return Stream.of(cipher, words, law).flatMap(List::stream).toArray(Stage[]::new);
    }
  }

  private final NoiseBlock block = new NoiseBlock();

  /** Gaussian noise on its way to memory. */
  private final float[] near = new float[NoiseBlock.MOST_TILES * Law.GAUSSIAN.tile()];

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

  static Stage[] words(NoiseStream noise) {
    return of(noise).words;
  }

  static Stage[] radii(NoiseStream noise) {
    return of(noise).radii;
  }

  private static Stage[] stages(NoiseStream noise) {
    return switch (noise.law()) {
      case GAUSSIAN -> of(noise).gaussian;
      case RADEMACHER -> of(noise).rademacher;
    };
  }

  private static Chains of(NoiseStream noise) {
    return switch (noise.generator()) {
      case THREEFRY_20 -> THREEFRY_20;
      case SHORT_STREAMS -> SHORT_STREAMS;
    };
  }
}
