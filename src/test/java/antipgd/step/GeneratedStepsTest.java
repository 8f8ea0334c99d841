// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static antipgd.step.Samples.SCALES;
import static antipgd.step.Samples.assertSameBits;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.GeneratedStep.Address;
import antipgd.step.KernelMethod.Scalars;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kernel makes the noise that {@link NoiseStream#at} gives and steps with it by the
 * contract's formula, on its range and nowhere else, wherever the range lies and however it is
 * split. Each test compares whole arrays.
 */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(AllKernels.class)
class GeneratedStepsTest {

  /**
   * From the middle of a lane, tile, block of scratch, or run of sixteen tiles to that of another.
   */
  private static final int[] OFFSETS = {0, 1, 15, 17, 63, 64, 500, 512, 2047, 2048, 14_400};

  private static final int[] LENGTHS = {0, 1, 16, 17, 63, 64, 65, 600, 2047, 2048, 2049, 5000};

  /**
   * Where the low word of the cipher's counter overflows, for Gaussian and Rademacher noise of each
   * generator.
   */
  private static final long[] OVERFLOWS = {1L << 34, 1L << 37, 1L << 39, 1L << 42};

  private static final int CASES = 10_000;

  @Parameter StepKernel kernel;

  private final Samples samples = new Samples();
  private final SplittableRandom random = new SplittableRandom(CASES);

  @ParameterizedTest
  @EnumSource
  void everyOffsetAndLength(GeneratedStep rule) {
    for (Law law : Law.values()) {
      for (int offset : OFFSETS) {
        for (int length : LENGTHS) {
          for (Scalars scalars : SCALES) {
            Address at = new Address(anyNoise(law), 1, offset);
            assertContract(rule, random.nextInt(20), length, scalars, at);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void firstStep(GeneratedStep rule) {
    for (Law law : Law.values()) {
      for (Scalars scalars : SCALES) {
        assertContract(rule, 3, 5000, scalars, new Address(anyNoise(law), 0, 100));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void atOverflowsAndEnds(GeneratedStep rule) {
    int length = 5000;
    long[] steps = {1L << 32, Long.MAX_VALUE};
    long[] elements =
        LongStream.concat(
                LongStream.of(OVERFLOWS).map(overflow -> overflow - length / 2),
                LongStream.of(Long.MAX_VALUE - (length - 1)))
            .toArray();
    for (Law law : Law.values()) {
      for (long step : steps) {
        for (long element : elements) {
          for (Scalars scalars : SCALES) {
            assertContract(rule, 1, length, scalars, new Address(anyNoise(law), step, element));
          }
        }
      }
    }
  }

  /** So long that a kernel may take it to come from memory. */
  @ParameterizedTest
  @EnumSource
  void aLongRange(GeneratedStep rule) {
    for (Scalars scalars : SCALES) {
      assertContract(rule, 3, 140_000, scalars, new Address(anyNoise(Law.GAUSSIAN), 1, 100));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anywhere(GeneratedStep rule) {
    for (int i = 0; i < CASES / GeneratedStep.values().length; i++) {
      int length = random.nextInt(random.nextInt(50) == 0 ? 10_000 : 130);
      NoiseStream noise = anyNoise(Law.values()[random.nextInt(2)]);
      Address at = new Address(noise, anyIndex(), anyElement(length));
      assertContract(rule, random.nextInt(20), length, anyScalars(), at);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSplitRangeGivesTheBitsOfTheWhole(GeneratedStep rule) {
    int from = 5;
    int length = 40_000;
    for (Law law : Law.values()) {
      for (Scalars scalars : SCALES) {
        for (int longest : new int[] {70, 700, 7000}) {
          Address at = new Address(anyNoise(law), 9, 12_345);
          float[][] split = samples.arrays(rule, from + length);
          float[][] whole = KernelMethod.copy(split);
          rule.call(kernel, whole, from, length, scalars, at).run();
          for (int done = 0, part; done < length; done += part) {
            part = Math.min(random.nextInt(longest), length - done);
            rule.call(kernel, split, from + done, part, scalars, at.skip(done)).run();
          }
          assertSame(split, whole, rule, from, length, scalars, at);
        }
      }
    }
  }

  /** Two threads own alternate pieces of one tensor. */
  @ParameterizedTest
  @EnumSource
  void threadsGiveTheBitsOfTheWhole(GeneratedStep rule) throws InterruptedException {
    int pieces = 20;
    int piece = 3333;
    int length = pieces * piece;
    for (Law law : Law.values()) {
      for (Scalars scalars : SCALES) {
        Address at = new Address(anyNoise(law), 9, 12_345);
        float[][] shared = samples.arrays(rule, length);
        float[][] whole = KernelMethod.copy(shared);
        rule.call(kernel, whole, 0, length, scalars, at).run();
        TwoThreads.run(
            first -> {
              for (int p = first; p < pieces; p += 2) {
                rule.call(kernel, shared, p * piece, piece, scalars, at.skip(p * piece)).run();
              }
            });
        assertSame(shared, whole, rule, 0, length, scalars, at);
      }
    }
  }

  private NoiseStream anyNoise(Law law) {
    return new NoiseStream(
        random.nextLong(), random.nextInt(), law, Generator.values()[random.nextInt(2)]);
  }

  /** Of any magnitude. */
  private long anyIndex() {
    return random.nextLong() >>> 1 + random.nextInt(63);
  }

  /** Anywhere, around a multiple of something, or as far out as possible. */
  private long anyElement(int length) {
    long last = Long.MAX_VALUE - Math.max(0, length - 1);
    return switch (random.nextInt(8)) {
      case 0 -> last - random.nextInt(3);
      case 1, 2, 3 -> {
        int[] powers = {6, 9, 11, 14, 34, 37, 39, 42};
        long power = 1L << powers[random.nextInt(powers.length)];
        yield Math.max(0, power * random.nextInt(1 << 20) + random.nextInt(-length - 1, 40));
      }
      default -> Math.min(anyIndex(), last);
    };
  }

  private Scalars anyScalars() {
    float takenBack = random.nextInt(4) == 0 ? 0 : (float) random.nextDouble();
    float added = random.nextInt(3) == 0 ? takenBack : (float) random.nextDouble();
    return new Scalars((float) random.nextGaussian(), takenBack, added);
  }

  private void assertContract(
      GeneratedStep rule, int from, int length, Scalars scalars, Address at) {
    float[][] arrays = samples.arrays(rule, from + length);
    float[][] expected = rule.expected(arrays, from, length, scalars, at);
    rule.call(kernel, arrays, from, length, scalars, at).run();
    assertSame(arrays, expected, rule, from, length, scalars, at);
  }

  private void assertSame(
      float[][] actual,
      float[][] expected,
      GeneratedStep rule,
      int from,
      int length,
      Scalars scalars,
      Address at) {
    assertSameBits(
        actual,
        expected,
        rule.arrays(),
        () ->
            String.format(
                "%s %s, from %d, length %d, %s, %s",
                kernel.name(), rule, from, length, scalars, at));
  }
}
