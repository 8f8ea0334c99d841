package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;

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
  @CsvSource({"GAUSSIAN, 13", "GAUSSIAN, 20", "RADEMACHER, 13", "RADEMACHER, 20"})
  void pgd(Law law, int rounds) {
    NoiseStream noise = new NoiseStream(1, 2, law, rounds);
    float[] supplied = weights();
    float[] stored = weights();
    float[] regenerated = weights();
    float[] xi = new float[LENGTH];
    float[] xiStored = new float[LENGTH];
    for (int step = 0; step < STEPS; step++) {
      float sigma = scale(step);

      kernel.fill(xi, 0, LENGTH, noise, step, ELEMENT);
      kernel.pgd(supplied, gradient(supplied), xi, 0, LENGTH, ETA, sigma);

      kernel.pgdStored(
          stored, gradient(stored), xiStored, 0, LENGTH, ETA, sigma, noise, step, ELEMENT);
      assertThat(stored).as("step %d", step).isEqualTo(supplied);
      assertThat(xiStored).as("step %d", step).isEqualTo(xi);

      kernel.pgdRegenerated(
          regenerated, gradient(regenerated), 0, LENGTH, ETA, sigma, noise, step, ELEMENT);
      assertThat(regenerated).as("step %d", step).isEqualTo(supplied);
    }
    assertThat(supplied).isNotEqualTo(weights());
  }

  @ParameterizedTest
  @CsvSource({"GAUSSIAN, 13", "GAUSSIAN, 20", "RADEMACHER, 13", "RADEMACHER, 20"})
  void antiPgd(Law law, int rounds) {
    NoiseStream noise = new NoiseStream(1, 2, law, rounds);
    float[] supplied = weights();
    float[] stored = weights();
    float[] regenerated = weights();
    float[] xi = new float[LENGTH];
    float[] xiNext = new float[LENGTH];
    float[] xiStored = new float[LENGTH];
    for (int step = 0; step < STEPS; step++) {
      float sigma = scale(step);
      float sigmaNext = scale(step + 1);

      kernel.fill(xiNext, 0, LENGTH, noise, step, ELEMENT);
      kernel.antiPgd(supplied, gradient(supplied), xi, xiNext, 0, LENGTH, ETA, sigma, sigmaNext);

      kernel.antiPgdStored(
          stored,
          gradient(stored),
          xiStored,
          0,
          LENGTH,
          ETA,
          sigma,
          sigmaNext,
          noise,
          step,
          ELEMENT);
      assertThat(stored).as("step %d", step).isEqualTo(supplied);
      assertThat(xiStored).as("step %d", step).isEqualTo(xi);

      kernel.antiPgdRegenerated(
          regenerated,
          gradient(regenerated),
          0,
          LENGTH,
          ETA,
          sigma,
          sigmaNext,
          noise,
          step,
          ELEMENT);
      assertThat(regenerated).as("step %d", step).isEqualTo(supplied);
    }
    assertThat(supplied).isNotEqualTo(weights());
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
