// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.verification.landscape.HiddenLayerNetwork.Activation;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of batches, held to those of landscapes that have no other examples. */
class MeanLossTest {

  private static final int[] BATCH = {4, 1, 4};

  private static float[][] gaussian(int rows, int columns, long seed) {
    return ExperimentLandscapesTest.gaussian(rows, columns, seed);
  }

  static Stream<MeanLoss> all() {
    return Stream.of(
        ExperimentLandscapesTest.regression(7, 5),
        ExperimentLandscapesTest.sensing(3, 6),
        ExperimentLandscapesTest.network(Activation.TANH));
  }

  private static float[] point(Landscape landscape) {
    return gaussian(1, landscape.dimension(), 8)[0];
  }

  private static float[] gradient(Landscape landscape) {
    float[] g = new float[landscape.dimension()];
    landscape.gradient(point(landscape), g);
    return g;
  }

  private static float[] gradient(MeanLoss loss, int[] batch, float... changes) {
    float[] g = new float[loss.dimension()];
    loss.gradient(point(loss), batch, changes, g);
    return g;
  }

  @ParameterizedTest
  @MethodSource("all")
  void ofAllExamplesItHasTheBitsOfTheGradient(MeanLoss loss) {
    int[] everybody = IntStream.range(0, loss.examples()).toArray();
    assertThat(gradient(loss, everybody, new float[loss.examples()])).isEqualTo(gradient(loss));
    // Batches of other sizes have used the same memory before.
    gradient(loss, BATCH, 0, 0, 0);
    assertThat(gradient(loss, everybody, new float[loss.examples()])).isEqualTo(gradient(loss));
  }

  private static float[][] rows(float[][] x) {
    return IntStream.of(BATCH).mapToObj(i -> x[i]).toArray(float[][]::new);
  }

  private static float[] changed(float[] y, float... changes) {
    float[] changed = new float[BATCH.length];
    for (int k = 0; k < BATCH.length; k++) {
      changed[k] = y[BATCH[k]] + changes[k];
    }
    return changed;
  }

  @Test
  void aBatchOfTheRegressionIsARegression() {
    MeanLoss all = ExperimentLandscapesTest.regression(7, 5);
    MeanLoss few =
        new QuadraticRegression(
            rows(gaussian(5, 7, 1)), changed(gaussian(1, 5, 2)[0], 0.5f, 0, -2));
    assertThat(gradient(all, BATCH, 0.5f, 0, -2)).isEqualTo(gradient(few));
  }

  @Test
  void aBatchOfTheSensingIsASensing() {
    MeanLoss all = ExperimentLandscapesTest.sensing(3, 6);
    MeanLoss few =
        new MatrixSensing(rows(gaussian(6, 9, 3)), changed(gaussian(1, 6, 4)[0], 0.5f, 0, -2));
    assertThat(gradient(all, BATCH, 0.5f, 0, -2)).isEqualTo(gradient(few));
  }

  /** Its labels are 0, 1, 2, 2, 1, 2; after the last class comes the first. */
  @Test
  void aBatchOfTheNetworkIsANetwork() {
    MeanLoss all = ExperimentLandscapesTest.network(Activation.TANH);
    MeanLoss few =
        new HiddenLayerNetwork(rows(gaussian(6, 5, 5)), new int[] {1, 2, 0}, 4, 3, Activation.TANH);
    assertThat(gradient(all, BATCH, 0, 1, 2)).isEqualTo(gradient(few));
  }

  @Test
  void numbersAreChangedByTheNoiseWithEitherSign() {
    MeanLoss loss = ExperimentLandscapesTest.regression(7, 5);
    assertThat(loss.change(0.25, 5)).isEqualTo(0.25f);
    assertThat(loss.change(0.25, -5)).isEqualTo(-0.25f);
  }

  @Test
  void classesAreChangedWithItsProbabilityToEachOther() {
    MeanLoss loss = ExperimentLandscapesTest.network(Activation.TANH);
    int[] counts = new int[3];
    int words = 1 << 12;
    for (int i = 0; i < words; i++) {
      counts[(int) loss.change(0.25, i << 20)]++;
    }
    assertThat(counts).containsExactly(words * 3 / 4, words / 8, words / 8);
    assertThat(loss.change(0, 0)).isZero();
    assertThat(loss.change(1, -1)).isEqualTo(2);
  }
}
