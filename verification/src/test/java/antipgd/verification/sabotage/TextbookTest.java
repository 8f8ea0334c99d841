package antipgd.verification.sabotage;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What saboteurs spoil gives the product's bits, so what catches a saboteur catches its mistake.
 */
class TextbookTest {

  private static final int FROM = 3;
  private static final int LENGTH = 5000;

  private final StepKernel product = StepKernels.chosen();
  private final StepKernel textbook = new Textbook(product);

  /** What a step reads and may change: w, g, xi and the next xi. */
  private interface Step {
    void of(StepKernel kernel, float[] w, float[] g, float[] xi, float[] xiNext);
  }

  private void assertSameBits(Step step) {
    float[][] expected = arrays();
    float[][] actual = arrays();
    step.of(product, expected[0], expected[1], expected[2], expected[3]);
    step.of(textbook, actual[0], actual[1], actual[2], actual[3]);
    assertThat(actual).isDeepEqualTo(expected);
    assertThat(Arrays.deepEquals(actual, arrays())).as("nothing changed").isFalse();
  }

  private static float[][] arrays() {
    Random random = new Random(5);
    float[][] arrays = new float[4][FROM + LENGTH];
    for (float[] array : arrays) {
      for (int i = 0; i < array.length; i++) {
        array[i] = (float) random.nextGaussian();
      }
    }
    return arrays;
  }

  @Test
  void stepsOfSuppliedNoise() {
    assertSameBits((kernel, w, g, xi, next) -> kernel.gd(w, g, FROM, LENGTH, 0.1f));
    assertSameBits((kernel, w, g, xi, next) -> kernel.pgd(w, g, xi, FROM, LENGTH, 0.1f, 0.3f));
    assertSameBits(
        (kernel, w, g, xi, next) -> kernel.antiPgd(w, g, xi, next, FROM, LENGTH, 0.1f, 0.3f));
    assertSameBits(
        (kernel, w, g, xi, next) -> kernel.antiPgd(w, g, xi, next, FROM, LENGTH, 0.1f, 0.3f, 0.2f));
  }

  @Test
  void noiseAndStepsThatMakeIt() {
    for (Law law : Law.values()) {
      for (int rounds : new int[] {NoiseStream.FAST_ROUNDS, NoiseStream.DEFAULT_ROUNDS}) {
        NoiseStream noise = new NoiseStream(7, 8, law, rounds);
        assertSameBits((kernel, w, g, xi, next) -> kernel.fill(xi, FROM, LENGTH, noise, 9, 70));
        assertSameBits(
            (kernel, w, g, xi, next) ->
                kernel.pgdStored(w, g, xi, FROM, LENGTH, 0.1f, 0.3f, noise, 9, 70));
        assertSameBits(
            (kernel, w, g, xi, next) ->
                kernel.antiPgdStored(w, g, xi, FROM, LENGTH, 0.1f, 0.3f, 0.2f, noise, 9, 70));
      }
    }
  }
}
