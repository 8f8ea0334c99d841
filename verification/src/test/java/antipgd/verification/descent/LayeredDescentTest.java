package antipgd.verification.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.ScalarStepKernel;
import antipgd.step.StepKernel;
import antipgd.training.Recipe;
import antipgd.training.Rule;
import antipgd.training.Schedule;
import antipgd.verification.landscape.TwoLayerLinear;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayeredDescentTest {

  private static final int M = 3;
  private static final TwoLayerLinear NETWORK = new TwoLayerLinear(M, 0.5f);
  private static final NoiseStream NOISE = new NoiseStream(7, 1, Law.GAUSSIAN);
  private static final StepKernel KERNEL = new ScalarStepKernel();
  private static final Schedule ETA = Schedule.constant(0.1);
  private static final float[] START = {1, -2, 3, 0.5f, 0.25f, -1};

  private static LayeredDescent descent(Schedule first, Schedule second) {
    return new LayeredDescent(
        KERNEL,
        NETWORK,
        ETA,
        List.of(new LayeredDescent.Layer(M, first), new LayeredDescent.Layer(M, second)),
        NOISE,
        0,
        START);
  }

  @Test
  void equalScalesGiveThePlainDescent() {
    Schedule sigma = n -> 0.2f / (1 + n);
    LayeredDescent layered = descent(sigma, sigma);
    Descent plain =
        Descent.of(KERNEL, NETWORK, new Recipe(Rule.ANTI_PGD, ETA, sigma, NOISE), START);
    for (int n = 0; n < 5; n++) {
      layered.step();
      plain.step();
      assertThat(layered.w()).isEqualTo(plain.w());
      assertThat(layered.xi()).isEqualTo(plain.xi());
    }
    assertThat(layered.steps()).isEqualTo(5);
  }

  @Test
  void noiseMovesFromLayerToLayer() {
    LayeredDescent layered = descent(n -> n % 2 == 0 ? 0.5f : 0f, n -> n % 2 == 0 ? 0f : 0.25f);
    double[] z = new double[2 * M];
    for (int i = 0; i < z.length; i++) {
      z[i] = START[i];
    }
    float[] w = START.clone();
    float[] g = new float[2 * M];
    for (int n = 0; n < 6; n++) {
      NETWORK.gradient(w, g);
      layered.step();
      for (int i = 0; i < z.length; i++) {
        z[i] -= 0.1f * (double) g[i];
        double sigma = n % 2 == 0 ? (i < M ? 0.5 : 0) : (i < M ? 0 : 0.25);
        assertThat(Math.abs(layered.w()[i] - (z[i] + sigma * NOISE.at(n, i)))).isLessThan(3e-6);
      }
      w = layered.w().clone();
    }
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(
            () ->
                new LayeredDescent(
                    KERNEL,
                    NETWORK,
                    ETA,
                    List.of(new LayeredDescent.Layer(M, ETA)),
                    NOISE,
                    0,
                    START))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("layers have 3 weights: must have 6, the landscape's dimension");
    assertThatThrownBy(
            () ->
                new LayeredDescent(
                    KERNEL,
                    NETWORK,
                    ETA,
                    List.of(new LayeredDescent.Layer(0, ETA), new LayeredDescent.Layer(6, ETA)),
                    NOISE,
                    0,
                    START))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("length = 0: must be at least 1");
    assertThatThrownBy(
            () ->
                new LayeredDescent(
                    KERNEL,
                    NETWORK,
                    ETA,
                    List.of(new LayeredDescent.Layer(6, ETA)),
                    NOISE,
                    -1,
                    START))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("element = -1: must be >= 0");
  }
}
