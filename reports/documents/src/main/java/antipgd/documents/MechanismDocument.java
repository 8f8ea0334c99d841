// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.Serializable;
import java.util.List;

/**
 * {@code antipgd-mechanism/1}: GD, PGD and Anti-PGD beside descent on the regularized loss, and how
 * far from the flattest interpolating point each ends.
 *
 * @param problem {@code regression} or {@code sensing}, at the paper's size
 * @param setting how it is learnt
 * @param interrupted whether it was stopped before its end
 * @param problems the problem of each seed
 */
public record MechanismDocument(
    String problem,
    @JsonUnwrapped ExperimentDocument.Setting setting,
    boolean interrupted,
    List<OfSeed> problems) {

  /** Copies the list. */
  public MechanismDocument {
    problems = List.copyOf(problems);
  }

  /**
   * A problem. It may travel from another machine.
   *
   * @param seed its seed
   * @param lower no interpolating point has a Hessian trace below this
   * @param upper some interpolating point has a Hessian trace of no more than this
   * @param runs gd, pgd, anti-pgd and the descent
   */
  public record OfSeed(long seed, @OrNull double lower, @OrNull double upper, List<Run> runs)
      implements Serializable {

    /** Copies the list. */
    public OfSeed {
      runs = List.copyOf(runs);
    }
  }

  /**
   * A chain, or the descent.
   *
   * @param path {@code gd}, {@code pgd}, {@code anti-pgd} or {@code descent}
   * @param end what is measured at its end
   * @param curve what is measured on the way
   */
  public record Run(String path, @JsonUnwrapped End end, Curve curve) implements Serializable {}

  /**
   * What is measured at the end.
   *
   * @param trainLoss the training loss
   * @param testLoss the loss on fresh data
   * @param trace the Hessian trace of the training loss
   * @param ratio that over the lower end of the least one
   */
  public record End(
      @OrNull double trainLoss, @OrNull double testLoss, @OrNull double trace, @OrNull double ratio)
      implements Serializable {}

  /**
   * What is measured on the way, a value a checkpoint.
   *
   * @param step number of steps
   * @param ratio the Hessian trace over the lower end of the least one
   * @param distance {@code |z - q| / |q|} of the clean iterate z from the descent's point q
   */
  public record Curve(List<Long> step, @Float32 List<Double> ratio, @Float32 List<Double> distance)
      implements Serializable {

    /** Copies the lists. */
    public Curve {
      step = List.copyOf(step);
      ratio = ExperimentDocument.Curve.copy("ratio", ratio, step.size());
      distance = ExperimentDocument.Curve.copy("distance", distance, step.size());
    }
  }
}
