// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Arrays of 2^30 elements, 4 GiB each, stepped with regenerated noise by all threads, and compared
 * with the scalar kernel on sampled ranges. Run by {@code mvn -Plarge -pl src test}; writes {@code
 * target/large.md}.
 */
@Tag("large")
class LargeRunTest {

  private static final int N = 1 << 30;
  private static final int SAMPLES = 200;
  private static final int LENGTH = 5000;
  private static final float ETA = 0.01f;
  private static final float SIGMA = 0.5f;
  private static final long SEED = 2022;

  private record Start(long n, long element, float added) {}

  /** From the beginning, and where both indexes need more than 32 bits; with either formula. */
  private static final List<Start> STARTS =
      List.of(
          new Start(0, 0, SIGMA),
          new Start(1, 0, SIGMA),
          new Start(2, 0, 0.25f),
          new Start((1L << 32) + 5, (1L << 33) + 777, SIGMA));

  @Test
  void sampledRangesHaveTheBitsOfTheScalarKernel() throws IOException {
    StepKernel kernel = new ParallelStepKernel(StepKernels.chosen());
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "n = %d, %s, java %s, seed %d. Each step: bits compared with the scalar kernel on %d"
                + " ranges of %d elements.",
            N, kernel.name(), Runtime.version(), SEED, SAMPLES, LENGTH));
    lines.add("");
    lines.add("| law | sigma | sigma' | step | first element | elements compared | differing |");
    lines.add("|---|---:|---:|---:|---:|---:|---:|");
    float[] w = new float[N];
    float[] g = new float[N];
    for (Law law : Law.values()) {
      NoiseStream noise = new NoiseStream(SEED, 1, law);
      for (Start at : STARTS) {
        setUp(w, g);
        kernel.antiPgd(
            Slice.of(w, g, 0, N, at.element), Noise.regenerated(noise), at.n, ETA, SIGMA, at.added);
        long differing = differing(w, noise, at);
        lines.add(
            String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %d | %d | %d | %d |",
                law,
                SIGMA,
                at.added,
                at.n,
                at.element,
                SAMPLES * LENGTH,
                differing));
        assertThat(differing).as("%s, %s", law, at).isZero();
      }
    }
    lines.forEach(System.out::println);
    Files.write(Path.of("target", "large.md"), lines);
  }

  private static void setUp(float[] w, float[] g) {
    for (int i = 0; i < N; i++) {
      w[i] = weight(i);
      g[i] = gradient(i);
    }
  }

  private static float weight(int i) {
    return (i * 0x9E3779B9 >> 20) / 1024f;
  }

  private static float gradient(int i) {
    return (i * 0x85EBCA6B >> 20) / 1024f;
  }

  private static long differing(float[] w, NoiseStream noise, Start at) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[] expected = new float[LENGTH];
    float[] g = new float[LENGTH];
    long differing = 0;
    for (int s = 0; s < SAMPLES; s++) {
      // The two ends among them.
      int from = s == 0 ? 0 : s == 1 ? N - LENGTH : random.nextInt(N - LENGTH);
      for (int i = 0; i < LENGTH; i++) {
        expected[i] = weight(from + i);
        g[i] = gradient(from + i);
      }
      Slice slice = Slice.of(expected, g, 0, LENGTH, at.element + from);
      StepKernels.scalar().antiPgd(slice, Noise.regenerated(noise), at.n, ETA, SIGMA, at.added);
      for (int i = 0; i < LENGTH; i++) {
        if (Float.floatToRawIntBits(w[from + i]) != Float.floatToRawIntBits(expected[i])) {
          differing++;
        }
      }
    }
    return differing;
  }
}
