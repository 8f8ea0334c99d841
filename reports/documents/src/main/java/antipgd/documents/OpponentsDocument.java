// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * {@code antipgd-opponents/1}: ways to train that have been said to find flat minima, at equal
 * budgets of gradients, each at the best choice of a grid.
 *
 * @param setting what they are tried on, and how long
 * @param interrupted whether it was stopped before its end
 * @param tuning every choice of the grids, on seeds that serve for nothing else
 * @param runs the best choice of each method, on other seeds
 */
public record OpponentsDocument(
    @JsonUnwrapped Setting setting,
    boolean interrupted,
    List<OpponentRow> tuning,
    List<OpponentRow> runs) {

  /** Copies the lists. */
  public OpponentsDocument {
    tuning = List.copyOf(tuning);
    runs = List.copyOf(runs);
  }

  /**
   * What methods are compared on, and by how many seeds.
   *
   * @param task what they are tried on, and how long
   * @param tuningSeeds number of seeds on which choices are compared
   * @param tuningSeed the first of them
   * @param seeds number of seeds of the runs
   * @param seed the first of them
   */
  public record Setting(
      @JsonUnwrapped Task task, int tuningSeeds, long tuningSeed, int seeds, long seed) {

    /** Checks the ranges. */
    public Setting {
      InvalidFieldException.requireAtLeast(1, "tuningSeeds", tuningSeeds);
      InvalidFieldException.requireAtLeast(1, "seeds", seeds);
    }
  }

  /**
   * What a method is tried on, and how long.
   *
   * @param problem {@code regression}, {@code sensing}, {@code digits} or {@code resnet}
   * @param budget gradients of all examples that a run may take; a batch counts as its share
   * @param quiet the share of it that is plain descent for everybody, at the end; null in files
   *     that do not say
   * @param batch number of examples that a step takes the gradient of; null if the problem gives
   *     all to every method
   */
  public record Task(
      String problem, long budget, @MayBeMissing Double quiet, @MayBeMissing Integer batch) {

    private static final double USUAL_SHARE = 0.1;

    /** Checks the ranges. */
    public Task {
      InvalidFieldException.requireAtLeast(1, "budget", budget);
    }

    /**
     * The share of the budget that is plain descent.
     *
     * @return {@code quiet}, which is a tenth in files that do not say
     */
    public double quietShare() {
      return quiet == null ? USUAL_SHARE : quiet;
    }
  }
}
