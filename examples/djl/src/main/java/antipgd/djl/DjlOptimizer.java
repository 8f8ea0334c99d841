// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.training.optimizer.Optimizer;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.training.Optimizer.Holding;
import antipgd.training.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Objects;

/**
 * GD, PGD and Anti-PGD, with any part of the last noise taken back, as an optimizer of the Deep
 * Java Library: a {@link Recipe} stepped by an {@link antipgd.training.Optimizer}, whose bits these
 * are.
 *
 * <p><b>Weights</b> are the framework's. It calls {@link #update} once for each trained parameter;
 * the last of these calls copies all weights into arrays, steps them, and copies them back. A
 * gradient is copied when it comes. These three copies are all: they go through views of the
 * engine's own memory.
 *
 * <p><b>Noise</b> goes by the name that the block gives a parameter, as in {@code
 * 02SequentialBlock_01Conv2d_weight}, and the index in its array. So the order of parameters does
 * not matter, nor does a frozen one.
 *
 * <p><b>Failures.</b> A step that fails is dropped with the gradients of its batch, and the weights
 * are what they were: whoever catches the exception goes on with the next batch, or computes the
 * gradients of this one again. If a step fails half-way, which takes an error of the VM, then
 * steps, {@link #save} and {@link #atCleanWeights} are refused until {@link #restore}. A batch is
 * skipped by {@link #dropGradients}.
 *
 * <p><b>What it does not take</b> are the options of DJL's builders (weight decay, clipping, a
 * factor of gradients): the recipe says all. A {@link ai.djl.training.tracker.Tracker} of learning
 * rates is a schedule: {@code step -> tracker.getNewValue((int) step)}.
 *
 * <p><b>Limits.</b> Parameters are float32 and on one device, the CPU, and which of them are
 * trained is settled by the first step. For one thread at a time, and one trainer.
 */
public final class DjlOptimizer extends Optimizer {

  /** DJL's constructor wants a builder; the recipe has all that there is to say. */
  private static final class NoOptions extends OptimizerBuilder<NoOptions> {
    @Override
    protected NoOptions self() {
      return this;
    }
  }

  private final Block block;
  private final Recipe recipe;
  private final StepKernel kernel;
  private final Workers workers;
  private final Holding holding;

  /** Null before the block's parameters have been looked at. */
  private TrainedParameters parameters;

  private antipgd.training.Optimizer optimizer;

  /** Whose gradients of the next step have come; none between two steps. */
  private final BitSet come = new BitSet();

  /** While the block has its clean weights. */
  private boolean clean;

  /** First step without noise, if it was switched off. */
  private long noiseEnd = Long.MAX_VALUE;

  /**
   * An optimizer before its first step, with the chosen kernel, the common pool and regenerated
   * noise.
   *
   * @param block what is trained; its parameters need not be there yet. Modified by steps.
   * @param recipe rule, step sizes, noise scales and noise
   */
  public DjlOptimizer(Block block, Recipe recipe) {
    this(block, recipe, StepKernels.chosen(), Workers.common(), Holding.REGENERATED);
  }

  /**
   * An optimizer before its first step.
   *
   * @param block what is trained; its parameters need not be there yet. Modified by steps.
   * @param recipe rule, step sizes, noise scales and noise
   * @param kernel does the steps; one that does not split its calls itself
   * @param workers the threads that share a step
   * @param holding where the noise is that an Anti-PGD step takes back
   * @throws NullPointerException if an argument is null
   */
  public DjlOptimizer(
      Block block, Recipe recipe, StepKernel kernel, Workers workers, Holding holding) {
    super(new NoOptions());
    this.block = Objects.requireNonNull(block, "block = null: a block is required");
    Objects.requireNonNull(recipe, "recipe = null: a recipe is required");
    this.recipe = recipe.withSigma(step -> step < noiseEnd ? recipe.sigma().at(step) : 0f);
    this.kernel = Objects.requireNonNull(kernel, "kernel = null: a kernel is required");
    this.workers = Objects.requireNonNull(workers, "workers = null: workers are required");
    this.holding = Objects.requireNonNull(holding, "holding = null: must be STORED or REGENERATED");
  }

  /**
   * Takes the gradient of one parameter. With that of the last one all are stepped.
   *
   * @param parameterId the parameter's id
   * @param weight its array, the block's own. Modified, with all others, by the last call of a
   *     step.
   * @param grad its gradient. Not modified.
   * @throws IllegalArgumentException if it is no trained parameter of the block, or its array is
   *     another than the block's; if its gradient is not of float32 or of another length; or if a
   *     schedule gives a bad value
   * @throws IllegalStateException if parameters were frozen or thawed since the first step, if one
   *     comes twice in a step, in {@link #atCleanWeights}, or if an earlier step failed half-way
   */
  @Override
  public void update(String parameterId, NDArray weight, NDArray grad) {
    bind();
    try {
      requireOwnWeights("a step");
      take(parameterId, weight, grad);
      if (come.cardinality() == parameters.count()) {
        step();
      }
    } catch (RuntimeException | Error e) {
      try {
        dropGradients();
      } catch (RuntimeException | Error second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private void take(String parameterId, NDArray weight, NDArray grad) {
    if (come.isEmpty()) {
      parameters.requireUnchanged();
    }
    int t = parameters.number(parameterId, weight);
    if (come.get(t)) {
      throw new IllegalStateException(
          parameters.name(t) + " came twice in step " + optimizer.steps() + ": must come once");
    }
    parameters.takeGradient(t, grad);
    come.set(t);
  }

  private void step() {
    parameters.read();
    optimizer.step(parameters.gradients());
    parameters.write();
    dropGradients();
  }

  /**
   * Makes all gradients 0, to which the engine would add the next ones, and forgets those that have
   * come. Each step ends with it. For a batch that is to be skipped, as one whose loss is not
   * finite: it leaves no trace in the gradients, and is no step. What its forward pass did stays:
   * the statistics of a batch normalization have taken it up, also what is not a number, and {@link
   * #save} keeps them; a dropout has drawn its numbers.
   *
   * @throws IllegalStateException if the block has no arrays yet
   */
  public void dropGradients() {
    bind();
    come.clear();
    parameters.clearGradients();
  }

  private void requireBetweenSteps(String what) {
    requireOwnWeights(what);
    if (!come.isEmpty()) {
      throw new IllegalStateException(
          what
              + " when "
              + come.cardinality()
              + " of "
              + parameters.count()
              + " gradients of step "
              + optimizer.steps()
              + " have come: must be called between two steps, or after dropGradients");
    }
  }

  private void requireOwnWeights(String what) {
    if (clean) {
      throw new IllegalStateException(
          what + " in atCleanWeights: must be called when the block has its own weights");
    }
  }

  /** Looks at the parameters, which a block has once it is initialized. */
  private void bind() {
    if (parameters == null) {
      TrainedParameters found = new TrainedParameters(block);
      optimizer = new antipgd.training.Optimizer(kernel, workers, found.tensors(), recipe, holding);
      parameters = found;
    }
  }

  /**
   * Number of steps done.
   *
   * @return the number, from 0
   */
  public long steps() {
    return optimizer == null ? 0 : optimizer.steps();
  }

  /**
   * Switches the noise off: the next step, or the one whose gradients are coming, adds none, and
   * under Anti-PGD takes back what is to be taken back. A checkpoint knows of it. What is known
   * beforehand is better said by the recipe, by {@link antipgd.training.Schedule#until}.
   */
  public void switchNoiseOff() {
    noiseEnd = Math.min(noiseEnd, steps());
  }

  /**
   * Does something while the block has its clean weights {@code z = w - sigma xi}, and gives it its
   * own back. Statistics of a batch normalization are what they are: those of batches at w. If the
   * work computes gradients, the engine adds them to those of the next step, unless it ends with
   * {@link #dropGradients}.
   *
   * @param work what to do, as to evaluate or to save the model
   * @throws IllegalStateException if some of a step's gradients have come and others not, in
   *     another such work, if a step failed half-way, or the block has no arrays yet
   */
  public void atCleanWeights(Runnable work) {
    bind();
    requireBetweenSteps("atCleanWeights");
    parameters.read();
    float[][] z = optimizer.cleanWeights();
    clean = true;
    try {
      parameters.write(z);
      work.run();
    } finally {
      clean = false;
      parameters.write();
    }
  }

  /**
   * Writes one file with all that {@link #restore} needs to go on with the same bits: what {@link
   * antipgd.training.Optimizer#save} writes, the parameters that are not trained, such as the
   * statistics of a batch normalization, and whether the noise was switched off. It is written as
   * {@link antipgd.training.CheckpointFile} says. What the library saves is first written to a
   * temporary file of the system's.
   *
   * @param file the file; replaced if it exists
   * @throws IOException if it cannot be written; an existing file is as it was
   * @throws IllegalStateException if some of a step's gradients have come and others not, in {@link
   *     #atCleanWeights}, if a step failed half-way, or the block has no arrays yet
   */
  public void save(Path file) throws IOException {
    bind();
    requireBetweenSteps("save");
    parameters.read();
    DjlCheckpoint.write(file, optimizer, noiseEnd, parameters);
  }

  /**
   * Goes on where {@link #save} was called. Block and recipe must be those of that run, and the
   * block must be initialized, by {@code trainer.initialize}. Gradients are dropped. The engine's
   * own random numbers, as a dropout takes them, are not in the file.
   *
   * @param file a checkpoint
   * @throws IOException if it cannot be read, is no checkpoint or damaged
   * @throws IllegalArgumentException if rule, lambda, law, generator, seed, schedules or parameters
   *     are not those of the run that was saved
   * @throws IllegalStateException in {@link #atCleanWeights}, or if the block has no arrays yet
   */
  public void restore(Path file) throws IOException {
    bind();
    requireOwnWeights("restore");
    long before = noiseEnd;
    boolean restored = false;
    try (DjlCheckpoint checkpoint = DjlCheckpoint.open(file)) {
      noiseEnd = checkpoint.noiseEnd(); // The library compares the schedules with those of the run.
      checkpoint.restore(optimizer, parameters);
      parameters.write();
      restored = true;
    } finally {
      if (!restored) {
        noiseEnd = before;
      }
    }
    dropGradients();
  }

  /**
   * The update rule.
   *
   * @return that of the recipe
   */
  public Rule rule() {
    return recipe.rule();
  }
}
