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
import antipgd.step.Loops;
import antipgd.step.Rule;
import antipgd.step.Slice;
import antipgd.step.Span;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.training.Optimizer;
import antipgd.training.Optimizer.Holding;
import antipgd.training.ParameterSet;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.training.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The optimizer beside the library's own, which is given the gradients that DJL computed. */
class DjlOptimizerTest {

  private static final NoiseStream NOISE = new NoiseStream(3, 0, Law.GAUSSIAN);

  private static final Schedule ETA = step -> 0.1f / (1 + step);
  private static final Schedule SIGMA = step -> step % 2 == 0 ? 0.02f : 0.05f;

  private static final Recipe ANTI_PGD = new Recipe(Rule.ANTI_PGD, ETA, SIGMA, NOISE);

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

    float[][] zeros() {
      return Arrays.stream(weights()).map(w -> new float[w.length]).toArray(float[][]::new);
    }
  }

  /** Gradient descent that can fail once it has stepped something. */
  private static final class FailingLoops implements Loops {

    private boolean fails;

    @Override
    public String name() {
      return "failing";
    }

    @Override
    public void gd(Slice at, float eta) {
      for (int i = at.from(); i < at.from() + at.length(); i++) {
        at.w()[i] = Math.fma(-eta, at.g()[i], at.w()[i]);
      }
      if (fails && at.length() > 0) {
        throw new OutOfMemoryError("no more");
      }
    }

    @Override
    public void pgd(Slice at, Span span, float[] xiNew, float eta, float sigma) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void antiPgd(
        Slice at, Span span, float[] xiLast, float[] xiNew, float eta, float back, float added) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void tiles(NoiseStream stream, long n, long tile, int count, float[] out, int from) {
      throw new UnsupportedOperationException();
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

  /** Each would otherwise be in every gradient from then on. Statistics are the forward pass's. */
  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 1e30f})
  void aBatchThatIsSkippedIsNoStep(float factor) {
    try (SmallTraining training = new SmallTraining(block -> djl(block, ANTI_PGD))) {
      Reference reference = new Reference(training, ANTI_PGD);
      reference.optimizer.step(training.step());
      List<float[]> statistics = training.statistics();
      training.backward(factor);
      List<float[]> after = training.statistics();
      training.optimizer().dropGradients();
      assertSame(training.statistics(), after);
      assertThat(after.get(0)).isNotEqualTo(statistics.get(0));
      assertThat(training.gradients()).isDeepEqualTo(reference.zeros());
      reference.optimizer.step(training.step());
      assertThat(training.weights()).isDeepEqualTo(reference.weights());
    }
  }

  @Test
  void aRunThatDivergedGoesOnFromItsCheckpoint() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    try (SmallTraining training = new SmallTraining(block -> djl(block, ANTI_PGD))) {
      Reference reference = new Reference(training, ANTI_PGD);
      reference.optimizer.step(training.step());
      training.optimizer().save(file);
      training.backward(Float.NaN);
      training.trainer().step();
      assertThat(training.weights()[0]).containsOnly(Float.NaN);
      training.backward(Float.NaN);
      training.optimizer().restore(file);
      assertThat(training.gradients()).isDeepEqualTo(reference.zeros());
      reference.optimizer.step(training.step());
      assertThat(training.weights()).isDeepEqualTo(reference.weights());
    }
  }

  @Test
  void aStepThatFailsIsDroppedWithItsGradients() throws IOException {
    boolean[] fails = {false};
    Schedule eta =
        step -> {
          if (fails[0]) {
            throw new IllegalStateException("no rate is known");
          }
          return ETA.at(step);
        };
    Recipe recipe = new Recipe(Rule.ANTI_PGD, eta, SIGMA, NOISE);
    try (SmallTraining training = new SmallTraining(block -> djl(block, recipe))) {
      Reference reference = new Reference(training, recipe);
      reference.optimizer.step(training.step());
      float[][] weights = training.weights();
      fails[0] = true;
      assertThatThrownBy(training::step).hasMessage("no rate is known");
      fails[0] = false;
      assertThat(training.weights()).isDeepEqualTo(weights);
      assertThat(training.gradients()).isDeepEqualTo(reference.zeros());
      assertThat(training.optimizer().steps()).isEqualTo(1);
      training.optimizer().save(folder.resolve("after"));
      reference.optimizer.step(training.step());
      assertThat(training.weights()).isDeepEqualTo(reference.weights());
    }
  }

  /** As by an exception of the trainer's own between two parameters, which it has in one order. */
  @Test
  void aStepThatWasBrokenOffCostsOneMore() {
    try (SmallTraining training = new SmallTraining(block -> djl(block, ANTI_PGD))) {
      Reference reference = new Reference(training, ANTI_PGD);
      training.backward(1);
      update(training, 0, 2);
      training.backward(1);
      assertThatThrownBy(() -> update(training, 0, 6))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith(" came twice in step 0: must come once");
      reference.optimizer.step(training.step());
      assertThat(training.weights()).isDeepEqualTo(reference.weights());
    }
  }

  /** Gives the optimizer the gradients of some parameters, as the trainer does of all. */
  private static void update(SmallTraining training, int from, int to) {
    for (var parameter : training.trained().subList(from, to)) {
      NDArray array = parameter.getValue().getArray();
      training.optimizer().update(parameter.getValue().getId(), array, array.getGradient());
    }
  }

  @Test
  void isNotSavedOrReadInTheMiddleOfAStep() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    String message = " when 1 of 6 gradients of step 1 have come: must be called between two steps";
    try (SmallTraining training = new SmallTraining(block -> djl(block, ANTI_PGD))) {
      DjlOptimizer optimizer = training.optimizer();
      Reference reference = new Reference(training, ANTI_PGD.withSigma(SIGMA.until(1)));
      reference.optimizer.step(training.step());
      training.backward(2);
      update(training, 0, 1);
      assertThatThrownBy(() -> optimizer.save(file))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("save" + message);
      assertThatThrownBy(() -> optimizer.atCleanWeights(() -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("atCleanWeights" + message);
      assertThat(file).doesNotExist();
      optimizer.dropGradients();
      optimizer.save(file);

      training.backward(2);
      update(training, 0, 1);
      optimizer.restore(file);
      training.backward(1);
      float[][] gradients = training.gradients();
      update(training, 0, 1);
      optimizer.switchNoiseOff();
      update(training, 1, 6);
      reference.optimizer.step(gradients);
      assertThat(training.weights()).isDeepEqualTo(reference.weights());
    }
  }

  @Test
  void nothingIsDoneWithCleanWeightsAsIfTheyWereItsOwn() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    try (SmallTraining training = new SmallTraining(block -> djl(block, ANTI_PGD))) {
      DjlOptimizer optimizer = training.optimizer();
      Reference reference = new Reference(training, ANTI_PGD);
      reference.optimizer.step(training.step());
      optimizer.save(file);
      ThrowingCallable[] calls = {
        training::step,
        () -> optimizer.save(file),
        () -> optimizer.restore(file),
        () -> optimizer.atCleanWeights(() -> {})
      };
      optimizer.atCleanWeights(
          () -> {
            for (ThrowingCallable call : calls) {
              assertThatThrownBy(call)
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageEndingWith(
                      " in atCleanWeights: must be called when the block has its own weights");
            }
          });
      reference.optimizer.step(training.step());
      assertThat(training.weights()).isDeepEqualTo(reference.weights());
    }
  }

  /** Of the weights nobody knows then which are stepped. */
  @Test
  void aStepThatFailsHalfWayIsRefusedUntilRestored() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    FailingLoops loops = new FailingLoops();
    Recipe recipe = new Recipe(Rule.GD, ETA, SIGMA, NOISE);
    try (SmallTraining training =
        new SmallTraining(
            block ->
                new DjlOptimizer(
                    block, recipe, StepKernel.of(loops), Workers.common(), Holding.STORED))) {
      Reference reference = new Reference(training, recipe);
      reference.optimizer.step(training.step());
      training.optimizer().save(file);
      loops.fails = true;
      assertThatThrownBy(training::step).isInstanceOf(OutOfMemoryError.class);
      loops.fails = false;
      ThrowingCallable[] calls = {
        training::step,
        () -> training.optimizer().save(file),
        () -> training.optimizer().atCleanWeights(() -> {})
      };
      for (ThrowingCallable call : calls) {
        assertThatThrownBy(call)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageStartingWith("step 1 failed half-way");
      }
      training.optimizer().restore(file);
      reference.optimizer.step(training.step());
      assertThat(training.weights()).isDeepEqualTo(reference.weights());
    }
  }

  @Test
  void arraysThatWereWrittenHalfWayAreNotRead() {
    try (SmallTraining training = new SmallTraining(block -> djl(block, ANTI_PGD))) {
      TrainedParameters parameters =
          new TrainedParameters(training.trainer().getModel().getBlock());
      parameters.read();
      float[][] weights = training.weights();
      float[][] longer = training.weights();
      longer[1] = new float[longer[1].length + 1];
      assertThatThrownBy(() -> parameters.write(longer)).isInstanceOf(RuntimeException.class);
      assertThatThrownBy(parameters::read)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "the block's arrays were written half-way: must be restored from a checkpoint");
      parameters.write();
      parameters.read();
      assertThat(training.weights()).isDeepEqualTo(weights);
    }
  }

  /** As the library's checkpoints. */
  @Test
  void aLinkToACheckpointStaysOne() throws IOException {
    Path there = Files.createDirectory(folder.resolve("there")).resolve("run.checkpoint");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("there/run.checkpoint"));
    try (SmallTraining training = new SmallTraining(block -> djl(block, ANTI_PGD))) {
      for (int step = 1; step <= 2; step++) {
        training.step();
        training.optimizer().save(link);
        float[][] weights = training.weights();
        training.step();
        training.optimizer().restore(there);
        assertThat(training.weights()).isDeepEqualTo(weights);
        assertThat(link).isSymbolicLink();
      }
    }
    try (Stream<Path> files = Files.list(there.getParent())) {
      assertThat(files).containsExactly(there);
    }
  }

  @Test
  void refusesForeignCheckpointsAndChangesNothing() throws IOException {
    Recipe recipe = new Recipe(Rule.PGD, ETA, SIGMA, NOISE);
    Path file = folder.resolve("run.checkpoint");
    try (SmallTraining training = new SmallTraining(block -> djl(block, recipe));
        SmallTraining other =
            new SmallTraining(block -> djl(block, recipe.withSigma(Schedule.constant(1))))) {
      training.step();
      training.optimizer().save(file);
      other.step();
      float[][] weights = other.weights();
      assertThatThrownBy(() -> other.optimizer().restore(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the schedules differ from those of "
                  + file
                  + " at one of its 1 steps: must be the same");
      assertThat(other.weights()).isDeepEqualTo(weights);
      assertThat(other.optimizer().steps()).isEqualTo(1);
    }
  }

  @Test
  void refusesTheStatisticsOfAnotherBlock() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    Recipe recipe = new Recipe(Rule.PGD, ETA, SIGMA, NOISE);
    try (SmallTraining training = new SmallTraining(block -> djl(block, recipe))) {
      training.step();
      training.optimizer().save(file);
      Linear block = Linear.builder().setUnits(2).build();
      block.initialize(training.manager(), DataType.FLOAT32, new Shape(1, 3));
      assertThatThrownBy(() -> djl(block, recipe).restore(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "parameters that are not trained have the shapes []: must be [(37), (37)], as in "
                  + file);
    }
  }

  @Test
  void refusesFilesThatAreNoCheckpoints() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "PK");
    Path empty = folder.resolve("empty");
    Path foreign = folder.resolve("foreign");
    archive(empty);
    archive(foreign, "noise-end", "others", "run");
    Path shortened = folder.resolve("shortened");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(shortened))) {
      zip.putNextEntry(new ZipEntry("noise-end"));
      zip.write(new byte[Long.BYTES - 1]);
    }
    try (SmallTraining training = new SmallTraining(block -> djl(block, ANTI_PGD))) {
      Linear block = Linear.builder().setUnits(2).build();
      block.initialize(training.manager(), DataType.FLOAT32, new Shape(1, 3));
      DjlOptimizer optimizer = djl(block, ANTI_PGD);
      refuses(optimizer, text, " is no checkpoint of a run under DJL, or is truncated");
      refuses(optimizer, empty, " is no checkpoint of a run under DJL: it has no noise-end");
      refuses(optimizer, foreign, " is no checkpoint of a run");
      refuses(optimizer, shortened, " is damaged: its noise-end is not what was written");
    }
  }

  private static void refuses(DjlOptimizer optimizer, Path file, String message) {
    assertThatThrownBy(() -> optimizer.restore(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + message);
  }

  /** An archive with entries of such names. */
  private static void archive(Path file, String... names) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(new byte[name.equals("others") ? 0 : Long.BYTES]);
      }
    }
  }

  /** Wherever it is; a byte that says nothing, as one of a date, may be anything. */
  @Test
  void refusesADamagedByteAndChangesNothing() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    Path start = folder.resolve("start");
    Path damaged = folder.resolve("damaged");
    try (SmallTraining training = new SmallTraining(block -> djl(block, ANTI_PGD));
        SmallTraining other = new SmallTraining(block -> djl(block, ANTI_PGD))) {
      training.step();
      training.optimizer().switchNoiseOff();
      training.step();
      training.optimizer().save(file);
      Reference reference = new Reference(other, ANTI_PGD);
      reference.optimizer.step(other.step());
      other.optimizer().save(start);
      List<float[]> statistics = other.statistics();

      Set<String> messages = new HashSet<>();
      byte[] bytes = Files.readAllBytes(file);
      for (int i = 0; i < bytes.length; i += 3) {
        bytes[i] ^= (byte) 0xff;
        Files.write(damaged, bytes);
        bytes[i] ^= (byte) 0xff;
        try {
          other.optimizer().restore(damaged);
          assertThat(other.weights()).isDeepEqualTo(training.weights());
          assertSame(other.statistics(), training.statistics());
          other.optimizer().restore(start);
        } catch (IOException e) {
          messages.add(e.getMessage());
          assertThat(other.weights()).isDeepEqualTo(reference.weights());
          assertSame(other.statistics(), statistics);
        }
      }
      assertThat(messages)
          .hasSizeGreaterThanOrEqualTo(4)
          .allMatch(message -> message.startsWith(damaged + " is "));
      reference.optimizer.step(other.step());
      assertThat(other.weights()).isDeepEqualTo(reference.weights());
    }
  }

  private static void assertSame(List<float[]> actual, List<float[]> expected) {
    assertThat(actual.toArray(float[][]::new)).isDeepEqualTo(expected.toArray(float[][]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"noise-end", "others", "run"})
  void refusesAnEntryWithADamagedByte(String name) throws IOException {
    Path file = folder.resolve("run.checkpoint");
    try (SmallTraining training = new SmallTraining(block -> djl(block, ANTI_PGD))) {
      training.step();
      training.optimizer().save(file);
      byte[] bytes = Files.readAllBytes(file);
      // The name stands at the end of the entry's header, before its data.
      int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(name) + name.length();
      bytes[data + 4] ^= 1;
      Files.write(file, bytes);
      refuses(training.optimizer(), file, " is damaged: its " + name + " is not what was written");
    }
  }

  @Test
  void anErrorInRestoreLeavesTheNoiseOn() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    boolean[] fails = {false};
    Schedule eta =
        step -> {
          if (fails[0]) {
            throw new OutOfMemoryError("no more");
          }
          return ETA.at(step);
        };
    try (SmallTraining training = new SmallTraining(block -> djl(block, ANTI_PGD));
        SmallTraining other =
            new SmallTraining(block -> djl(block, new Recipe(Rule.ANTI_PGD, eta, SIGMA, NOISE)))) {
      training.step();
      training.optimizer().switchNoiseOff();
      training.optimizer().save(file);

      Reference reference = new Reference(other, ANTI_PGD);
      reference.optimizer.step(other.step());
      fails[0] = true;
      assertThatThrownBy(() -> other.optimizer().restore(file)).hasMessage("no more");
      fails[0] = false;
      reference.optimizer.step(other.step());
      assertThat(other.weights()).isDeepEqualTo(reference.weights());
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
      assertThatThrownBy(
              () -> training.optimizer().update(id, array, array.toType(DataType.FLOAT64, true)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("_weight is of float64: must be of float32, and not sparse");
      assertThatThrownBy(() -> training.optimizer().update(id, array, array.get("1:")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("_weight has 180 elements: must have 185");
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
