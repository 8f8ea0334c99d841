// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The three ways to hold the noise take weights through the same bits, step after step. */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(AllKernels.class)
class SuppliedStoredRegeneratedTest {

  private static final int STEPS = 20;
  private static final int LENGTH = 5000;
  private static final long ELEMENT = 1_000_003;
  private static final float ETA = 0.01f;

  @Parameter StepKernel kernel;

  @ParameterizedTest
  @CsvSource({
    "PGD, GAUSSIAN, SHORT_STREAMS",
    "PGD, GAUSSIAN, THREEFRY_20",
    "PGD, RADEMACHER, SHORT_STREAMS",
    "PGD, RADEMACHER, THREEFRY_20",
    "ANTI_PGD, GAUSSIAN, SHORT_STREAMS",
    "ANTI_PGD, GAUSSIAN, THREEFRY_20",
    "ANTI_PGD, RADEMACHER, SHORT_STREAMS",
    "ANTI_PGD, RADEMACHER, THREEFRY_20"
  })
  void sameBits(Rule rule, Law law, Generator generator) {
    NoiseStream stream = new NoiseStream(1, 2, law, generator);
    float[] xiLast = new float[LENGTH];
    float[] xiNew = new float[LENGTH];
    float[] xi = new float[LENGTH];
    Noise supplied = Noise.supplied(xiLast, xiNew);
    Noise stored = Noise.stored(stream, xi);
    Noise regenerated = Noise.regenerated(stream);
    float[] w = weights();
    float[] wStored = weights();
    float[] wRegenerated = weights();
    for (int n = 0; n < STEPS; n++) {
      kernel.fill(xiNew, 0, LENGTH, ELEMENT, stream, n);
      step(rule, w, supplied, n);

      step(rule, wStored, stored, n);
      assertThat(wStored).as("step %d", n).isEqualTo(w);
      assertThat(xi).as("step %d", n).isEqualTo(xiNew);

      step(rule, wRegenerated, regenerated, n);
      assertThat(wRegenerated).as("step %d", n).isEqualTo(w);
    }
    assertThat(w).isNotEqualTo(weights());
    assertThat(xiLast).isEqualTo(rule == Rule.ANTI_PGD ? xiNew : new float[LENGTH]);
  }

  /** The short form is the long one with equal scales, however the noise is held. */
  @ParameterizedTest
  @EnumSource
  void oneScale(Law law) {
    NoiseStream stream = new NoiseStream(1, 2, law);
    float[] w = weights();
    float[] wShort = weights();
    float[] wRegenerated = weights();
    Noise xi = Noise.stored(stream, new float[LENGTH]);
    Noise xiShort = Noise.stored(stream, new float[LENGTH]);
    for (int n = 0; n < STEPS; n++) {
      kernel.antiPgd(at(w), xi, n, ETA, 0.5f, 0.5f);
      kernel.antiPgd(at(wShort), xiShort, n, ETA, 0.5f);
      kernel.antiPgd(at(wRegenerated), Noise.regenerated(stream), n, ETA, 0.5f);
      assertThat(wShort).as("step %d", n).isEqualTo(w);
      assertThat(wRegenerated).as("step %d", n).isEqualTo(w);
    }
    assertThat(w).isNotEqualTo(weights());
  }

  private void step(Rule rule, float[] w, Noise xi, int n) {
    kernel.step(rule, at(w), xi, n, ETA, scale(n), scale(n + 1));
  }

  private static Slice at(float[] w) {
    return Slice.of(w, gradient(w), 0, LENGTH, ELEMENT);
  }

  private static float[] weights() {
    float[] w = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      w[i] = 0.001f * i - 2;
    }
    return w;
  }

  /** Gradient of the sum of w^2 / 2. */
  private static float[] gradient(float[] w) {
    return w.clone();
  }

  /** Constant for some steps, then another each step. */
  private static float scale(int step) {
    return step < STEPS / 2 ? 0.5f : 0.5f / (step + 1);
  }
}
