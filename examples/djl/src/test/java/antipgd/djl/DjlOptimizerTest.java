// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.training.Optimizer;
import antipgd.training.Optimizer.Holding;
import antipgd.training.ParameterSet;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.training.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The optimizer beside the library's own, which is given the gradients that DJL computed. */
class DjlOptimizerTest {

  private static final NoiseStream NOISE = new NoiseStream(3, 0, Law.GAUSSIAN);

  private static final Schedule ETA = step -> 0.1f / (1 + step);
  private static final Schedule SIGMA = step -> step % 2 == 0 ? 0.02f : 0.05f;

  @TempDir private Path folder;

  /** The library's optimizer on copies of a block's weights. */
  private static final class Reference {

    private final ParameterSet tensors;
    private final Optimizer optimizer;

    Reference(SmallTraining training, Recipe recipe) {
      tensors =
          new ParameterSet(
              training.trained().stream()
                  .map(it -> Tensor.of(it.getKey(), it.getValue().getArray().toFloatArray()))
                  .toList());
      optimizer = new Optimizer(tensors, recipe);
    }

    float[][] weights() {
      return tensors.tensors().stream().map(Tensor::w).toArray(float[][]::new);
    }
  }

  static Stream<Recipe> recipes() {
    List<Recipe> recipes = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      recipes.add(new Recipe(rule, ETA, SIGMA.until(4), NOISE));
    }
    Recipe antiPgd = recipes.get(recipes.size() - 1);
    recipes.add(antiPgd.takingBack(0.75));
    recipes.add(antiPgd.withNoise(new NoiseStream(4, 9, Law.RADEMACHER, Generator.SHORT_STREAMS)));
    return recipes.stream();
  }

  private static DjlOptimizer djl(Block block, Recipe recipe) {
    return new DjlOptimizer(block, recipe);
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void hasTheBitsOfTheLibrarysOptimizer(Recipe recipe) {
    for (Holding holding : Holding.values()) {
      try (SmallTraining training =
          new SmallTraining(
              block ->
                  new DjlOptimizer(
                      block, recipe, StepKernels.scalar(), Workers.common(), holding))) {
        Reference reference = new Reference(training, recipe);
        for (int n = 0; n < 6; n++) {
          assertThat(training.optimizer().steps()).isEqualTo(n);
          reference.optimizer.step(training.step());
          assertThat(training.weights()).isDeepEqualTo(reference.weights());
        }
      }
    }
  }

  @Test
  void frozenParametersStayAndChangeNoOthersNoise() {
    Recipe recipe = new Recipe(Rule.ANTI_PGD, ETA, SIGMA, NOISE);
    try (SmallTraining training = new SmallTraining(block -> djl(block, recipe))) {
      Parameter first = training.trained().get(0).getValue();
      first.freeze(true);
      float[] before = first.getArray().toFloatArray();
      Reference reference = new Reference(training, recipe);
      reference.optimizer.step(training.step());
      reference.optimizer.step(training.step());
      assertThat(training.weights()).isDeepEqualTo(reference.weights());
      assertThat(first.getArray().toFloatArray()).isEqualTo(before);

      Parameter second = training.trained().get(0).getValue();
      second.freeze(true);
      assertThatThrownBy(training::step)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("_bias must be trained, as it was in the first step");
      second.freeze(false);
      assertThat(training.weights()).isDeepEqualTo(reference.weights());
    }
  }

  @Test
  void cleanWeightsAreThoseOfTheLibraryAndLeaveTheOthers() {
    Recipe recipe = new Recipe(Rule.ANTI_PGD, ETA, SIGMA, NOISE);
    try (SmallTraining training = new SmallTraining(block -> djl(block, recipe))) {
      Reference reference = new Reference(training, recipe);
      reference.optimizer.step(training.step());
      training
          .optimizer()
          .atCleanWeights(
              () ->
                  assertThat(training.weights()).isDeepEqualTo(reference.optimizer.cleanWeights()));
      assertThat(training.weights()).isDeepEqualTo(reference.weights());
      assertThatThrownBy(
              () ->
                  training
                      .optimizer()
                      .atCleanWeights(
                          () -> {
                            throw new IllegalStateException("no test images");
                          }))
          .hasMessage("no test images");
      assertThat(training.weights()).isDeepEqualTo(reference.weights());
    }
  }

  /** Also if the noise was switched off by hand; with the statistics of the normalization. */
  @Test
  void goesOnFromACheckpointWithTheSameBits() throws IOException {
    Recipe recipe = new Recipe(Rule.ANTI_PGD, ETA, SIGMA, NOISE).takingBack(0.5);
    Path file = folder.resolve("run.checkpoint");
    try (SmallTraining training = new SmallTraining(block -> djl(block, recipe));
        SmallTraining other = new SmallTraining(block -> djl(block, recipe))) {
      Reference reference = new Reference(training, recipe.withSigma(SIGMA.until(2)));
      reference.optimizer.step(training.step());
      reference.optimizer.step(training.step());
      training.optimizer().switchNoiseOff();
      reference.optimizer.step(training.step());
      training.optimizer().save(file);
      List<float[]> statistics = training.statistics();
      reference.optimizer.step(training.step());
      assertThat(training.weights()).isDeepEqualTo(reference.weights());

      other.step();
      other.optimizer().restore(file);
      assertThat(other.optimizer().steps()).isEqualTo(3);
      assertThat(other.statistics()).usingRecursiveComparison().isEqualTo(statistics);
      other.step();
      assertThat(other.weights()).isDeepEqualTo(training.weights());
      assertThat(other.statistics()).usingRecursiveComparison().isEqualTo(training.statistics());
    }
    assertThat(Files.list(folder)).containsExactly(file);
  }

  @Test
  void refusesForeignCheckpointsAndChangesNothing() throws IOException {
    Recipe recipe = new Recipe(Rule.PGD, ETA, SIGMA, NOISE);
    Path file = folder.resolve("run.checkpoint");
    Path broken = Files.writeString(folder.resolve("broken"), "PK");
    try (SmallTraining training = new SmallTraining(block -> djl(block, recipe));
        SmallTraining other =
            new SmallTraining(block -> djl(block, recipe.withSigma(Schedule.constant(1))))) {
      training.step();
      training.optimizer().save(file);
      other.step();
      float[][] weights = other.weights();
      assertThatThrownBy(() -> other.optimizer().restore(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the schedules differ from those of ");
      assertThatThrownBy(() -> other.optimizer().restore(broken)).isInstanceOf(IOException.class);
      assertThat(other.weights()).isDeepEqualTo(weights);
      assertThat(other.optimizer().steps()).isEqualTo(1);
    }
  }

  @Test
  void refusesWhatItCannotStep() {
    Recipe recipe = new Recipe(Rule.GD, ETA, SIGMA, NOISE);
    refuses(
        array -> array.toType(DataType.FLOAT64, true),
        IllegalArgumentException.class,
        "weight is of float64: must be of float32");
    refuses(
        array -> array.reshape(3, 2).transpose(),
        IllegalArgumentException.class,
        "weight on cpu(): must be contiguous in the CPU's memory");
    Block block = Linear.builder().setUnits(1).build();
    assertThatThrownBy(() -> djl(block, recipe).save(folder.resolve("x")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("weight has no array yet: the trainer must be initialized first");
    assertThatThrownBy(() -> djl(null, recipe)).hasMessage("block = null: a block is required");
    assertThatThrownBy(() -> djl(block, null)).hasMessage("recipe = null: a recipe is required");
    try (SmallTraining training = new SmallTraining(it -> djl(it, recipe))) {
      NDArray array = training.trained().get(0).getValue().getArray();
      String id = training.trained().get(0).getValue().getId();
      assertThatThrownBy(() -> training.optimizer().update("mine", array, array))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("parameter mine: must be one of the block's");
      assertThatThrownBy(() -> training.optimizer().update(id, array.duplicate(), array))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("must be the block's own array, on one device");
      training.optimizer().update(id, array, array);
      assertThatThrownBy(() -> training.optimizer().update(id, array, array))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith(" came twice in step 0: must come once");
    }
  }

  private static void refuses(
      UnaryOperator<NDArray> other, Class<? extends Exception> type, String message) {
    try (SmallTraining training = new SmallTraining(it -> djl(it, recipes().findFirst().get()))) {
      Linear block = Linear.builder().setUnits(2).build();
      NDArray array = training.manager().ones(new Shape(2, 3));
      block.getDirectParameters().get("weight").setArray(other.apply(array));
      assertThatThrownBy(() -> djl(block, recipes().findFirst().get()).atCleanWeights(() -> {}))
          .isInstanceOf(type)
          .hasMessage(message);
    }
  }
}
