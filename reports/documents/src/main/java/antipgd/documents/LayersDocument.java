// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.Serializable;
import java.util.List;

/**
 * {@code antipgd-layers/1}: noise on all layers of a wide network, or on one in a step.
 *
 * @param setting what the chains do
 * @param interrupted whether it was stopped before its end
 * @param widths a row for each width and noise
 */
public record LayersDocument(
    @JsonUnwrapped Setting setting, boolean interrupted, List<Width> widths) {

  /** Copies the list. */
  public LayersDocument {
    widths = List.copyOf(widths);
  }

  /**
   * What chains do.
   *
   * @param sigma noise scale
   * @param eta step size of the training
   * @param draws draws of noise for the variance
   * @param seeds chains that are trained at each width
   * @param steps steps of each chain
   * @param seed seed of all noise
   * @param network the network: {@code linear-2} where it is missing
   */
  public record Setting(
      double sigma,
      double eta,
      int draws,
      int seeds,
      long steps,
      long seed,
      @MayBeMissing String network)
      implements Serializable {

    /** Checks the ranges. */
    public Setting {
      InvalidFieldException.requireAtLeast(2, "draws", draws);
      InvalidFieldException.requireAtLeast(1, "seeds", seeds);
      InvalidFieldException.requireAtLeast(1, "steps", steps);
    }
  }

  /**
   * What was found at a width under a noise. It may travel from another machine.
   *
   * @param width width of the network
   * @param noise the layers that have noise in a step: {@code all}, {@code one} (in turn) or {@code
   *     random} (one that is drawn)
   * @param output what one draw of noise does to the output at the start
   * @param training what the noise does to the output in training; missing in older files
   * @param loss mean loss of the finite chains after the training
   * @param trace mean Hessian trace of the finite chains after the training
   * @param notFinite number of chains that are not finite
   */
  public record Width(
      int width,
      String noise,
      @JsonUnwrapped Output output,
      @MayBeMissing Output training,
      @OrNull double loss,
      @OrNull double trace,
      int notFinite)
      implements Serializable {

    /** Checks the ranges. */
    public Width {
      InvalidFieldException.requireAtLeast(1, "width", width);
      InvalidFieldException.requireAtLeast(0, "notFinite", notFinite);
    }
  }

  /**
   * The output under one draw of noise.
   *
   * @param variance mean square of its change
   * @param standardError standard error of that
   * @param expected what the formula says; not a number where there is none
   * @param shift2 the part of that by which the output's mean moves, the rest is variance; null if
   *     it is not known
   */
  public record Output(
      @OrNull double variance,
      @OrNull double standardError,
      @OrNull double expected,
      @MayBeMissing Double shift2)
      implements Serializable {}
}
