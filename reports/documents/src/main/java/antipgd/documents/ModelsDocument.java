// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * {@code antipgd-models/1}: how near to the least Hessian trace of all interpolating points one
 * arrives on the follow-up's simple models.
 *
 * @param setting what the chains do
 * @param interrupted whether it was stopped before its end
 * @param models the models that are whole
 */
public record ModelsDocument(
    @JsonUnwrapped Setting setting, boolean interrupted, List<Model> models) {

  /** Copies the list. */
  public ModelsDocument {
    models = List.copyOf(models);
  }

  /**
   * What chains do.
   *
   * @param init scale of the normal start
   * @param eta step size
   * @param sigma noise scale
   * @param steps steps of each chain
   * @param quiet those of them that are without noise, at the end
   * @param seeds number of starts
   * @param seed seed of all noise
   */
  public record Setting(
      double init, double eta, double sigma, long steps, long quiet, int seeds, long seed) {

    /** Checks the ranges. */
    public Setting {
      InvalidFieldException.requireAtLeast(1, "steps", steps);
      InvalidFieldException.require(
          quiet >= 0 && quiet <= steps, "quiet", quiet, "in [0, " + steps + "], the steps");
      InvalidFieldException.requireAtLeast(1, "seeds", seeds);
    }
  }

  /**
   * A model.
   *
   * @param model its name
   * @param leastTrace the least Hessian trace of all points that interpolate the data
   * @param step numbers of steps
   * @param curves the trace over the least one after as many steps, by what walks
   */
  public record Model(String model, double leastTrace, List<Long> step, List<Curve> curves) {

    /** Copies the lists. */
    public Model {
      step = List.copyOf(step);
      curves = List.copyOf(curves);
      InvalidFieldException.requireAtLeast(1, "step", step.size());
      for (Curve curve : curves) {
        InvalidFieldException.require(
            curve.median().size() == step.size()
                && curve.least().size() == step.size()
                && curve.most().size() == step.size(),
            "curves",
            curve.median().size() + " values",
            "as many as of step, " + step.size());
      }
    }
  }

  /**
   * Over the starts.
   *
   * @param rule {@code gd}, {@code anti-pgd} or {@code regularized}, the descent on the regularized
   *     loss
   * @param ends the trace over the least one at the end, start by start
   * @param median the median
   * @param least the least
   * @param most the largest
   */
  public record Curve(
      String rule,
      List<Double> ends,
      @Float32 List<Double> median,
      @Float32 List<Double> least,
      @Float32 List<Double> most) {

    /** Copies the lists. */
    public Curve {
      ends = List.copyOf(ends);
      median = List.copyOf(median);
      least = List.copyOf(least);
      most = List.copyOf(most);
    }
  }
}
