// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.training.listener.TrainingListener;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.training.Recipe;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listeners at the end of an epoch, as DJL's trainer calls them. */
class ListenersTest {

  private static final Recipe RECIPE =
      Recipe.constant(Rule.ANTI_PGD, 0.1, 0.05, new NoiseStream(1, 0, Law.GAUSSIAN));

  @TempDir private Path folder;

  private static SmallTraining training() {
    return new SmallTraining(block -> new DjlOptimizer(block, RECIPE));
  }

  @Test
  void saveACheckpoint() throws Exception {
    Path file = folder.resolve("epoch");
    try (SmallTraining training = training();
        SmallTraining other = training()) {
      TrainingListener listener = Listeners.checkpoint(training.optimizer(), file);
      training.step();
      listener.onEpoch(training.trainer());
      float[][] saved = training.weights();
      training.step();
      other.optimizer().restore(file);
      assertThat(other.weights()).isDeepEqualTo(saved);
      assertThatThrownBy(
              () ->
                  Listeners.checkpoint(training.optimizer(), folder.resolve("no").resolve("x"))
                      .onEpoch(training.trainer()))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  /** The step after it takes the last noise back, so weights and clean weights become one. */
  @Test
  void switchTheNoiseOffOnceItIsEnough() {
    try (SmallTraining training = training()) {
      TrainingListener listener =
          Listeners.noiseOffWhen(training.optimizer(), trainer -> training.optimizer().steps() > 1);
      for (int epoch = 0; epoch < 2; epoch++) {
        training.step();
        listener.onEpoch(training.trainer());
        assertThat(clean(training)).isNotEqualTo(training.weights());
      }
      training.step();
      assertThat(clean(training)).isDeepEqualTo(training.weights());
    }
  }

  @Test
  void workAtCleanWeights() {
    try (SmallTraining training = training()) {
      training.step();
      float[][] weights = training.weights();
      List<float[][]> seen = new ArrayList<>();
      Listeners.atCleanWeights(training.optimizer(), trainer -> seen.add(training.weights()))
          .onEpoch(training.trainer());
      assertThat(seen).hasSize(1);
      assertThat(seen.get(0)).isDeepEqualTo(clean(training)).isNotEqualTo(weights);
      assertThat(training.weights()).isDeepEqualTo(weights);
    }
  }

  private static float[][] clean(SmallTraining training) {
    List<float[][]> seen = new ArrayList<>();
    training.optimizer().atCleanWeights(() -> seen.add(training.weights()));
    return seen.get(0);
  }
}
