// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.descent;

import antipgd.step.ParallelStepKernel;
import antipgd.step.StepKernel;
import antipgd.step.Workers;
import antipgd.training.Recipe;
import antipgd.verification.landscape.Landscape;
import java.util.stream.IntStream;

/**
 * Independent chains from one start, in blocks of {@value Landscape#SIDE_BY_SIDE} side by side:
 * each block stays in the nearest cache while it does many steps, and threads share the blocks.
 *
 * <p>A chain's path depends on its number alone, not on the number of chains or threads. Chains up
 * to a whole number of blocks are always computed; readers take the first {@link #chains}.
 */
public final class Ensemble {

  /** Sees a block after each of its steps; called by one thread at a time for each block. */
  @FunctionalInterface
  public interface Observer {

    /** Sees nothing. */
    Observer NONE = (block, descent) -> {};

    /**
     * Called after a step.
     *
     * @param block number of the block
     * @param descent the block
     */
    void stepped(int block, Descent descent);
  }

  private final Workers workers;
  private final int dimension;
  private final int chains;
  private final Descent[] blocks;
  private long steps;

  /**
   * An ensemble before its first step.
   *
   * @param kernel does the steps; used by several threads
   * @param workers the threads that share the blocks
   * @param landscape what the chains walk on
   * @param recipe how they walk
   * @param start the first point of every chain. Not modified.
   * @param chains number of chains, 1 or more
   * @throws IllegalArgumentException if {@code chains} is below 1, {@code start} has another length
   *     than the landscape's dimension, or {@code kernel} splits its calls already
   */
  public Ensemble(
      StepKernel kernel,
      Workers workers,
      Landscape landscape,
      Recipe recipe,
      float[] start,
      int chains) {
    ParallelStepKernel.requireUnsplit(kernel);
    Descent.checkStart(landscape, start);
    if (chains < 1) {
      throw new IllegalArgumentException("chains = " + chains + ": must be at least 1");
    }
    this.workers = workers;
    this.dimension = start.length;
    this.chains = chains;
    this.blocks =
        IntStream.rangeClosed(0, (chains - 1) / Landscape.SIDE_BY_SIDE)
            .mapToObj(b -> Descent.block(kernel, landscape, recipe, start, b))
            .toArray(Descent[]::new);
  }

  /**
   * Number of chains.
   *
   * @return the number
   */
  public int chains() {
    return chains;
  }

  /**
   * Number of steps that every chain has done.
   *
   * @return the number
   */
  public long steps() {
    return steps;
  }

  /**
   * Lets every chain do more steps, with all workers.
   *
   * @param more number of steps, 0 or more
   */
  public void run(long more) {
    run(more, Observer.NONE);
  }

  /**
   * Lets every chain do more steps, with all workers.
   *
   * @param more number of steps, 0 or more
   * @param observer sees each block after each step
   * @throws IllegalArgumentException if {@code more} is negative
   */
  public void run(long more, Observer observer) {
    if (more < 0) {
      throw new IllegalArgumentException("more = " + more + ": must be >= 0");
    }
    workers.run(
        blocks.length,
        b -> {
          for (long i = 0; i < more; i++) {
            blocks[b].step();
            observer.stepped(b, blocks[b]);
          }
        });
    steps += more;
  }

  /**
   * Copies out a chain's weights {@code w}.
   *
   * @param chain number of the chain, from 0
   * @param w receives the weights; at least of the landscape's dimension. Modified.
   */
  public void weights(int chain, double[] w) {
    Descent block = block(chain);
    int c = chain % Landscape.SIDE_BY_SIDE;
    for (int j = 0; j < dimension; j++) {
      w[j] = block.w()[j * Landscape.SIDE_BY_SIDE + c];
    }
  }

  /**
   * Copies out a chain's clean iterate {@code z = w - sigma xi}, rounded once, to double.
   *
   * @param chain number of the chain, from 0
   * @param z receives the clean iterate; at least of the landscape's dimension. Modified.
   */
  public void clean(int chain, double[] z) {
    Descent block = block(chain);
    int c = chain % Landscape.SIDE_BY_SIDE;
    for (int j = 0; j < dimension; j++) {
      z[j] = block.clean(j * Landscape.SIDE_BY_SIDE + c);
    }
  }

  private Descent block(int chain) {
    if (chain < 0 || chain >= chains) {
      throw new IllegalArgumentException(
          "chain = " + chain + ": must be in [0, " + (chains - 1) + "]");
    }
    return blocks[chain / Landscape.SIDE_BY_SIDE];
  }
}
