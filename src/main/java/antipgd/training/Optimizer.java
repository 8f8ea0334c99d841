// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.training;

import antipgd.noise.NoiseStream;
import antipgd.step.Noise;
import antipgd.step.ParallelStepKernel;
import antipgd.step.Rule;
import antipgd.step.Slice;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.training.ParameterSet.Piece;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Steps all tensors of a model as one, for a training loop of any kind: the loop computes gradients
 * at the weights, in the tensors' order, and calls {@link #step}.
 *
 * <p><b>Noise.</b> Tensor by tensor it is that of the recipe's stream under the tensor's own id;
 * the id in the recipe is not read. So a weight's path depends on seed, tensor, index and gradients
 * alone: not on the order of tensors, on shards, threads or kernels.
 *
 * <p><b>Noise on and off</b> is a matter of the schedule of sigma, as {@link Schedule#until}. Under
 * Anti-PGD the first step with {@code sigma = 0} takes the last noise back: what remains is the
 * clean iterate's step. Where only a part is taken back, so it is here, and what remains is the
 * clean iterate's step as well; see {@link Recipe}. Read a loss or a trace that is to compare rules
 * after such a step, or at {@link #cleanWeights}.
 *
 * <p><b>Failures.</b> What is refused has changed nothing. If a step fails half-way, which takes an
 * error of the VM such as {@link OutOfMemoryError}, the weights are of no use: then {@link #step},
 * {@link #save} and {@link #cleanWeights} refuse, until {@link #restore} brings a checkpoint back.
 *
 * <p><b>Schedules</b> are asked once for each step, in the order of steps. What they said is
 * remembered until it is taken back, so a schedule may depend on how the training goes, as one that
 * lowers sigma when the loss does not fall any more. Only {@link #restore} asks for the steps done,
 * and refuses a schedule that does not say the same again.
 *
 * <p>Not for use by several threads at once: while one is in a call, those of others are refused
 * and change nothing. A step whose gradients are in the arrays of the last one allocates some small
 * objects, as many for large tensors as for small ones; for other arrays it makes new {@link Slice
 * slices}. The arrays of the last gradients are held until the next step, so give it the same ones
 * again.
 */
public final class Optimizer {

  /** Where the noise is that an Anti-PGD step takes back. Same bits; see {@link StepKernel}. */
  public enum Holding {
    /** In an array of the model's size: faster. */
    STORED,
    /** Nowhere; it is made again: half the memory. */
    REGENERATED
  }

  /** To have scalars checked before anything is stepped. */
  private static final Slice NOTHING = Slice.of(new float[0], new float[0]);

  private final StepKernel kernel;
  private final Workers workers;
  private final ParameterSet parameters;
  private final Recipe recipe;
  private final NoiseStream[] streams;

  /** Null if the noise is regenerated or not taken back at all. */
  private final float[][] xi;

  private final Noise[] noises;

  /** For no weights at all. */
  private final Noise nothing;

  /** The pieces of the weights, with the gradients of the last step. */
  private final Slice[] slices;

  /** Of the values that the schedules had at the steps done. */
  private CRC32C schedules = new CRC32C();

  private long steps;

  /** The scale of the noise that the last step added, as the schedule said it then. */
  private float held;

  private boolean halfDone;

  /** Taken while a call is at work. */
  private final Semaphore turn = new Semaphore(1);

  /**
   * An optimizer before its first step, with the chosen kernel, the common pool and regenerated
   * noise.
   *
   * @param parameters the weights. Modified by steps.
   * @param recipe rule, step sizes, noise scales and noise
   */
  public Optimizer(ParameterSet parameters, Recipe recipe) {
    this(StepKernels.chosen(), Workers.common(), parameters, recipe, Holding.REGENERATED);
  }

  /**
   * An optimizer before its first step.
   *
   * @param kernel does the steps; one that does not split its calls itself
   * @param workers the threads that share a step
   * @param parameters the weights. Modified by steps.
   * @param recipe rule, step sizes, noise scales and noise
   * @param holding where the noise is that an Anti-PGD step takes back
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if {@code kernel} is a {@link ParallelStepKernel}
   */
  public Optimizer(
      StepKernel kernel, Workers workers, ParameterSet parameters, Recipe recipe, Holding holding) {
    this.kernel = ParallelStepKernel.requireUnsplit(kernel);
    this.workers = Objects.requireNonNull(workers, "workers = null: workers are required");
    this.parameters = Objects.requireNonNull(parameters, "parameters = null: a model is required");
    this.recipe = Objects.requireNonNull(recipe, "recipe = null: a recipe is required");
    Objects.requireNonNull(holding, "holding = null: must be STORED or REGENERATED");
    NoiseStream noise = recipe.noise();
    this.streams =
        parameters.tensors().stream()
            .map(of -> new NoiseStream(noise.seed(), of.id(), noise.law(), noise.generator()))
            .toArray(NoiseStream[]::new);
    this.xi =
        recipe.rule() == Rule.ANTI_PGD && holding == Holding.STORED ? parameters.zeros() : null;
    this.noises = new Noise[streams.length];
    Arrays.setAll(
        noises, t -> xi == null ? Noise.regenerated(streams[t]) : Noise.stored(streams[t], xi[t]));
    this.nothing = Noise.regenerated(noise);
    this.slices = new Slice[parameters.pieces().size()];
  }

  /**
   * Does one step of the recipe's rule on all tensors; see {@link StepKernel} for formulas and
   * roundings.
   *
   * @param g gradients at the weights, an array for each tensor in the tensors' order. Not
   *     modified.
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if an array has not its tensor's length or is one of the
   *     weights', or a schedule gives a step size that is not finite or a scale that is negative or
   *     not finite
   * @throws IllegalStateException if an earlier step failed half-way, or another call is at work
   */
  public void step(float[]... g) {
    begin();
    try {
      refuseHalfDone();
      parameters.checkMatch("gradients", g, false);
      doStep(g);
    } finally {
      end();
    }
  }

  private void doStep(float[][] g) {
    long n = steps;
    float eta = recipe.eta().at(n);
    float added = recipe.added(n);
    float takenBack = n == 0 ? added : recipe.partOf(held);
    kernel.step(recipe.rule(), NOTHING, nothing, n, eta, takenBack, added); // Refuses what is bad.
    slice(g);
    halfDone = true;
    workers.run(
        slices.length,
        i -> kernel.step(recipe.rule(), slices[i], noises[tensor(i)], n, eta, takenBack, added));
    halfDone = false;
    record(schedules, eta, added);
    held = added;
    steps = n + 1;
  }

  /** Takes the optimizer for this call. What refuses before it is taken has changed nothing. */
  private void begin() {
    if (!turn.tryAcquire()) {
      throw new IllegalStateException(
          "another call to this optimizer is at work: must be called by one thread at a time");
    }
  }

  private void end() {
    turn.release();
  }

  /** Pairs the pieces of the weights with gradients, if these are not those of the last step. */
  private void slice(float[][] g) {
    for (int i = 0; i < slices.length; i++) {
      Piece piece = parameters.pieces().get(i);
      int t = piece.tensor();
      if (slices[i] == null || slices[i].g() != g[t]) {
        Tensor tensor = parameters.tensors().get(t);
        slices[i] =
            Slice.of(
                tensor.w(), g[t], piece.from(), piece.length(), tensor.offset() + piece.from());
      }
    }
  }

  private int tensor(int piece) {
    return parameters.pieces().get(piece).tensor();
  }

  private void forEachPiece(Consumer<Piece> work) {
    List<Piece> pieces = parameters.pieces();
    workers.run(pieces.size(), i -> work.accept(pieces.get(i)));
  }

  private void refuseHalfDone() {
    if (halfDone) {
      throw new IllegalStateException(
          "step " + steps + " failed half-way: the weights must be restored from a checkpoint");
    }
  }

  /**
   * Number of steps done.
   *
   * @return the number, from 0
   */
  public long steps() {
    return steps;
  }

  /**
   * The clean iterate {@code z = fma(-sigma, xi, w)} in new arrays, with the noise and scale of the
   * last step; before the first step and under GD the weights themselves.
   *
   * @return an array for each tensor, in the tensors' order
   */
  public float[][] cleanWeights() {
    float[][] z = parameters.zeros();
    cleanWeights(z);
    return z;
  }

  /**
   * The clean iterate, as above, in given arrays.
   *
   * @param z receives an array for each tensor, in the tensors' order; distinct, and none of the
   *     weights'. Modified.
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if an array has not its tensor's length or is taken already
   * @throws IllegalStateException if an earlier step failed half-way, or another call is at work
   */
  public void cleanWeights(float[][] z) {
    begin();
    try {
      refuseHalfDone();
      parameters.checkMatch("z", z, true);
      forEachPiece(piece -> clean(piece, z[piece.tensor()]));
    } finally {
      end();
    }
  }

  private void clean(Piece piece, float[] z) {
    float[] w = parameters.tensors().get(piece.tensor()).w();
    if (held == 0) {
      System.arraycopy(w, piece.from(), z, piece.from(), piece.length());
    } else {
      fillNoise(piece, z);
      subtract(z, w, piece, -held);
    }
  }

  private static void subtract(float[] z, float[] w, Piece piece, float minusSigma) {
    for (int i = piece.from(), end = piece.from() + piece.length(); i < end; i++) {
      z[i] = Math.fma(minusSigma, z[i], w[i]);
    }
  }

  /** The noise that the last step added. */
  private void fillNoise(Piece piece, float[] out) {
    int t = piece.tensor();
    long element = parameters.tensors().get(t).offset() + piece.from();
    kernel.fill(out, piece.from(), piece.length(), element, streams[t], steps - 1);
  }

  /**
   * Writes weights, step, seed and all else that {@link #restore} needs to go on with the same
   * bits. The file is written beside and then moved: whenever the VM dies, there is the last
   * checkpoint or this one. Of two that save to one place the last wins. A symbolic link stays one,
   * and the file that it points to is replaced; a device or a pipe is written to. An interrupt of
   * the calling thread does not end the call; its flag stays set.
   *
   * @param file the file; replaced if it exists
   * @throws IOException if it cannot be written; an existing file is as it was
   * @throws IllegalStateException if an earlier step failed half-way, or another call is at work
   */
  public void save(Path file) throws IOException {
    begin();
    try {
      refuseHalfDone();
      Checkpoint.write(file, new Checkpoint.Run(recipe, steps, schedules.getValue()), parameters);
    } finally {
      end();
    }
  }

  /**
   * Goes on where {@link #save} was called. Recipe and tensors must be those of that run; how
   * tensors are ordered and cut into shards, kernel, threads and holding may differ. Schedules are
   * functions, which no file can hold: the file holds a checksum of the values that they had at the
   * steps done, and the recipe's schedules must give the same. What they say of later steps is
   * yours.
   *
   * @param file a checkpoint
   * @throws IOException if it cannot be read, which takes a thread that is not interrupted, is no
   *     checkpoint, is of a newer version, truncated or damaged
   * @throws IllegalArgumentException if rule, lambda, law, generator, seed, schedules or tensors
   *     are not those of the run that was saved
   * @throws IllegalStateException if another call is at work
   */
  public void restore(Path file) throws IOException {
    begin();
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      checkpoint.checkRun(recipe);
      CRC32C there = new CRC32C();
      float last = 0;
      for (long n = 0; n < checkpoint.run().steps(); n++) {
        float eta = recipe.eta().at(n);
        last = recipe.added(n);
        record(there, eta, last);
      }
      checkpoint.checkSchedules(there.getValue());
      checkpoint.checkTensors(parameters);

      halfDone = true;
      checkpoint.readWeights(parameters);
      steps = checkpoint.run().steps();
      held = last;
      schedules = there;
      if (xi != null && steps == 0) {
        Arrays.stream(xi).forEach(array -> Arrays.fill(array, 0f));
      } else if (xi != null) {
        forEachPiece(piece -> fillNoise(piece, xi[piece.tensor()]));
      }
      halfDone = false;
    } finally {
      end();
    }
  }

  private static void record(CRC32C checksum, float eta, float sigma) {
    record(checksum, Float.floatToIntBits(eta));
    record(checksum, Float.floatToIntBits(sigma));
  }

  private static void record(CRC32C checksum, int bits) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      checksum.update(bits >>> shift);
    }
  }
}
