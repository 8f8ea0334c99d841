// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.ParallelStepKernel;
import antipgd.step.StepKernel;
import antipgd.step.Workers;
import antipgd.training.Optimizer;
import antipgd.training.ParameterSet;
import antipgd.training.Recipe;
import antipgd.training.Tensor;
import antipgd.verification.landscape.Landscape;
import antipgd.verification.trial.Kernels;
import antipgd.verification.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/**
 * A way in which users take steps: a level of each factor that they choose.
 *
 * @param kernel the implementation
 * @param held how the noise is held
 * @param law the law of the noise
 * @param generator what makes the words of its noise
 * @param driver who calls the kernel
 * @param scale whether the noise that is taken back had the scale of that which is added
 * @param range whether the weights fit into a cache
 */
record Way(
    Implementation kernel,
    Held held,
    Law law,
    Generator generator,
    Driver driver,
    Scale scale,
    Range range) {

  /** One of {@link Kernels}. */
  enum Implementation {
    SCALAR,
    BLOCKED,
    CHOSEN
  }

  /** How the noise is held. */
  enum Held {
    SUPPLIED,
    STORED,
    REGENERATED
  }

  /** Who calls the kernel. */
  enum Driver {
    ONE_THREAD,
    SPLIT,
    OPTIMIZER
  }

  /** Whether sigma is the same at every step. */
  enum Scale {
    CONSTANT,
    CHANGING
  }

  /**
   * How many weights there are. The long range is one that the fused Gaussian step takes to come
   * from memory, and that is worth a second thread under any law; of the short one that is so under
   * Gaussian noise alone.
   */
  enum Range {
    SHORT(1 << 13),
    LONG(1 << 17);

    final int weights;

    Range(int weights) {
      this.weights = weights;
    }
  }

  /** So that a range is ragged at both ends, and its index takes more than 32 bits. */
  private static final long ELEMENT = (1L << 33) + 37;

  /** Arrays of an optimizer: two shards of each of two tensors. */
  private static final int SHARDS = 4;

  /** Blocks of chains come in multiples of so many, some for each array. */
  private static final int BLOCKS = 8 * SHARDS;

  /** Goes into the seed, whose high word would be 0 as a rule, and could be dropped unseen. */
  private static final long HIGH_WORD = 0x9e3779b9L << 32;

  /** Whether it can be had: an optimizer makes its noise itself, and short ranges are not split. */
  boolean isPossible() {
    return switch (driver) {
      case ONE_THREAD -> true;
      case SPLIT -> range == Range.LONG || held != Held.SUPPLIED && law == Law.GAUSSIAN;
      case OPTIMIZER -> held != Held.SUPPLIED;
    };
  }

  private StepKernel of(Kernels kernels) {
    return switch (kernel) {
      case SCALAR -> kernels.scalar();
      case BLOCKED -> kernels.blocked();
      case CHOSEN -> kernels.chosen();
    };
  }

  /**
   * Chains at one point, before their first step.
   *
   * @param label names the experiment in its claim
   * @param landscape what they walk on
   * @param start where they start
   * @param recipe how they walk, with any noise
   */
  Chains chains(Trial trial, String label, Landscape landscape, float[] start, Recipe recipe) {
    int block = start.length * Landscape.SIDE_BY_SIDE;
    int blocks = (range.weights + BLOCKS * block - 1) / (BLOCKS * block) * BLOCKS;
    Recipe own = recipe.withNoise(noise(trial, label));
    StepKernel one = of(trial.kernels());
    if (driver == Driver.OPTIMIZER) {
      float[][] points = points(start, SHARDS, blocks);
      Optimizer.Holding holding = Optimizer.Holding.valueOf(held.name());
      ParameterSet parameters = new ParameterSet(shards(trial, label, points));
      Optimizer optimizer = new Optimizer(one, Workers.common(), parameters, own, holding);
      return new OptimizedChains(landscape, points, optimizer);
    }
    StepKernel kernel = driver == Driver.SPLIT ? new ParallelStepKernel(one) : one;
    return new SteppedChains(landscape, points(start, 1, blocks), kernel, own, held, ELEMENT);
  }

  private NoiseStream noise(Trial trial, String label) {
    NoiseStream of = trial.noise(label, law, generator);
    return new NoiseStream(of.seed() ^ HIGH_WORD, of.tensor(), law, generator);
  }

  private List<Tensor> shards(Trial trial, String label, float[][] weights) {
    List<Tensor> shards = new ArrayList<>();
    for (int i = 0; i < SHARDS; i++) {
      String name = label + "-tensor-" + i / 2;
      long offset = ELEMENT + (long) i % 2 * weights[i].length;
      shards.add(new Tensor(name, noise(trial, name).tensor(), offset, weights[i]));
    }
    return shards;
  }

  /** Chains in blocks side by side, coordinate-major, shared out to arrays. */
  private static float[][] points(float[] start, int arrays, int blocks) {
    int block = start.length * Landscape.SIDE_BY_SIDE;
    float[][] w = new float[arrays][blocks / arrays * block];
    for (float[] array : w) {
      for (int i = 0; i < array.length; i++) {
        array[i] = start[i % block / Landscape.SIDE_BY_SIDE];
      }
    }
    return w;
  }
}
