// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl.bench;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.basicmodelzoo.cv.classification.ResNetV1;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.util.Pair;
import antipgd.bench.Baseline;
import antipgd.bench.Work;
import antipgd.djl.DjlOptimizer;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.training.ParameterSet;
import antipgd.training.Recipe;
import antipgd.training.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One step of all parameters of a ResNet-20, once their gradients are there: DJL's own SGD, and the
 * recipes by {@link DjlOptimizer}. {@code arrays...} is the library's optimizer on arrays, without
 * a framework: what {@code gd} takes beyond that is for copies, and for gradients that are made 0.
 * All on one thread.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {
      "-XX:ActiveProcessorCount=1",
      "-Dai.djl.offline=true",
      "-Dai.djl.pytorch.num_threads=1"
    })
@Warmup(iterations = 12, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@Baseline("djlSgd")
public class DjlStepBenchmark {

  /** Small enough that millions of steps leave the weights where they are. */
  private static final float SMALL = 0x1p-40f;

  private static final int SIDE = 28;

  /** Number of weights, of which ResNet-20 has so many in 66 arrays. */
  @Param("272442")
  public int n;

  /** Step size, and scale of the noise. */
  private final float eta;

  private final Model model = Model.newInstance("benchmark", Device.cpu());
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<NDArray> gradients = new ArrayList<>();
  private Optimizer sgd;
  private DjlOptimizer gd;
  private DjlOptimizer gaussian;
  private DjlOptimizer rademacher;
  private float[][] g;
  private ParameterSet arrays;
  private antipgd.training.Optimizer arraysGd;
  private antipgd.training.Optimizer arraysGaussian;

  /** Made by JMH. */
  public DjlStepBenchmark() {
    this(SMALL);
  }

  /** With steps that a test can see. */
  DjlStepBenchmark(float eta) {
    this.eta = eta;
  }

  @Setup
  public void setUp() {
    Block block =
        ResNetV1.builder()
            .setImageShape(new Shape(1, SIDE, SIDE))
            .setNumLayers(20)
            .setOutSize(10)
            .build();
    model.setBlock(block);
    block.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, 1, SIDE, SIDE));
    List<Tensor> tensors = new ArrayList<>();
    for (Pair<String, Parameter> named : block.getParameters()) {
      Parameter parameter = named.getValue();
      if (parameter.requiresGradient()) {
        NDArray weight = parameter.getArray();
        weight.setRequiresGradient(true);
        differentiate(weight);
        parameters.add(parameter);
        gradients.add(model.getNDManager().randomNormal(weight.getShape()));
        tensors.add(Tensor.of(named.getKey(), weight.toFloatArray()));
      }
    }
    g = gradients.stream().map(NDArray::toFloatArray).toArray(float[][]::new);
    sgd = Optimizer.sgd().setLearningRateTracker(Tracker.fixed(eta)).build();
    gd = new DjlOptimizer(block, recipe(Rule.GD, Law.GAUSSIAN));
    gaussian = new DjlOptimizer(block, recipe(Rule.ANTI_PGD, Law.GAUSSIAN));
    rademacher = new DjlOptimizer(block, recipe(Rule.ANTI_PGD, Law.RADEMACHER));
    arrays = new ParameterSet(tensors);
    arraysGd = new antipgd.training.Optimizer(arrays, recipe(Rule.GD, Law.GAUSSIAN));
    arraysGaussian = new antipgd.training.Optimizer(arrays, recipe(Rule.ANTI_PGD, Law.GAUSSIAN));
  }

  /** So that the engine has a gradient to make 0, as in a training. */
  private static void differentiate(NDArray weight) {
    try (GradientCollector collector = Engine.getInstance().newGradientCollector();
        NDArray sum = weight.sum()) {
      collector.backward(sum);
    }
  }

  private Recipe recipe(Rule rule, Law law) {
    return Recipe.constant(rule, eta, eta, new NoiseStream(1, 0, law));
  }

  /** The block's weights, for the twin. */
  float[][] weights() {
    return parameters.stream().map(it -> it.getArray().toFloatArray()).toArray(float[][]::new);
  }

  /** Those without a framework. */
  float[][] arrays() {
    return arrays.tensors().stream().map(it -> it.w().clone()).toArray(float[][]::new);
  }

  /** The gradients of every step. */
  float[][] gradients() {
    return gradients.stream().map(NDArray::toFloatArray).toArray(float[][]::new);
  }

  /** What the block calls them, and so their noise. */
  List<String> names() {
    return arrays.tensors().stream().map(Tensor::name).toList();
  }

  private void step(Optimizer optimizer) {
    for (int t = 0; t < parameters.size(); t++) {
      Parameter parameter = parameters.get(t);
      optimizer.update(parameter.getId(), parameter.getArray(), gradients.get(t));
    }
  }

  private void step(antipgd.training.Optimizer optimizer) {
    optimizer.step(g);
  }

  @Benchmark
  @Work(bytes = 12 + 4)
  public void djlSgd() {
    step(sgd);
  }

  @Benchmark
  @Work(bytes = 8 + 8 + 12 + 8 + 8)
  public void gd() {
    step(gd);
  }

  @Benchmark
  @Work(bytes = 8 + 8 + 12 + 8 + 8)
  public void antiPgdGaussian() {
    step(gaussian);
  }

  @Benchmark
  @Work(bytes = 8 + 8 + 12 + 8 + 8)
  public void antiPgdRademacher() {
    step(rademacher);
  }

  @Benchmark
  @Work(bytes = 12)
  public void arraysGd() {
    step(arraysGd);
  }

  @Benchmark
  @Work(bytes = 12)
  public void arraysAntiPgdGaussian() {
    step(arraysGaussian);
  }

  @TearDown
  public void tearDown() {
    model.close();
  }
}
