// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * {@code antipgd-valley/1}: independent chains on the widening valley.
 *
 * @param setting what the chains do
 * @param extent how many they are, and how long they run
 * @param checkpoints what they look like on the way
 * @param paths some chains on the way; null if none was asked for
 * @param interrupted whether they were stopped before their end
 */
public record ValleyDocument(
    @JsonUnwrapped Setting setting,
    @JsonUnwrapped Extent extent,
    List<Snapshot> checkpoints,
    @MayBeMissing List<ChainPath> paths,
    boolean interrupted) {

  /** Copies the lists. */
  public ValleyDocument {
    checkpoints = List.copyOf(checkpoints);
    paths = paths == null ? null : List.copyOf(paths);
  }

  /**
   * What chains do.
   *
   * @param rule {@code gd}, {@code pgd} or {@code anti-pgd}
   * @param lambda the part of the last noise that Anti-PGD takes back; null where it is all of it
   * @param law law of the noise
   * @param d dimension of u
   * @param norm2 {@code |u|^2} at the start
   * @param sigma2 variance of the noise
   * @param alpha width of D_alpha; NaN without walls
   * @param eta step size
   */
  public record Setting(
      String rule,
      @MayBeMissing Double lambda,
      String law,
      int d,
      double norm2,
      double sigma2,
      @OrNull double alpha,
      double eta) {

    /** Checks the ranges. */
    public Setting {
      InvalidFieldException.require(
          lambda == null || lambda >= 0 && lambda <= 1, "lambda", lambda, "in [0, 1]");
      InvalidFieldException.requireAtLeast(1, "d", d);
      InvalidFieldException.require(norm2 > 0, "norm2", norm2, "above 0");
      InvalidFieldException.require(
          Double.isNaN(alpha) || alpha > 0 && alpha < 1, "alpha", alpha, "in (0, 1) or null");
    }
  }

  /**
   * How many chains there are, and how long they run.
   *
   * @param steps steps of each chain
   * @param chains number of chains
   * @param seed seed of the noise
   * @param cap cap of the capped mean
   */
  public record Extent(long steps, int chains, long seed, double cap) {

    /** Checks the ranges. */
    public Extent {
      InvalidFieldException.requireAtLeast(0, "steps", steps);
      InvalidFieldException.requireAtLeast(1, "chains", chains);
      InvalidFieldException.require(cap > 0, "cap", cap, "above 0");
    }
  }

  /**
   * What the chains look like after some steps.
   *
   * @param step number of steps
   * @param means over the chains
   * @param notFinite number of chains with a weight that is not finite
   * @param exitsW chains that have left D_alpha, read at w; null without walls
   * @param exitsZ chains that have left D_alpha, read at z; null without walls
   */
  public record Snapshot(
      long step,
      @JsonUnwrapped Means means,
      int notFinite,
      @OrNull ExitCounts exitsW,
      @OrNull ExitCounts exitsZ) {}

  /**
   * Means over chains that are finite.
   *
   * @param norm2W {@code |u|^2} at w
   * @param norm2Z {@code |u|^2} at {@code z = w - sigma xi}
   * @param trace {@code Tr Hess L} at w
   * @param cappedNorm2W {@code min(|u|^2, cap)} at w over all chains
   * @param varianceV variance of v at w
   */
  public record Means(
      Spread norm2W,
      SampleMean norm2Z,
      Spread trace,
      SampleMean cappedNorm2W,
      @OrNull double varianceV) {}

  /**
   * A mean over finite chains, and the band that holds the central 90 % of all chains.
   *
   * @param mean the mean
   * @param standardError its standard error
   * @param q05 lower end of the band; NaN if it is above all numbers
   * @param q95 upper end of the band; NaN if it is above all numbers
   */
  public record Spread(
      @OrNull double mean, @OrNull double standardError, @OrNull double q05, @OrNull double q95) {}

  /**
   * A chain, read at z at each checkpoint.
   *
   * @param v the coordinate v
   * @param norm2 {@code |u|^2}
   */
  public record ChainPath(@Float32 List<Double> v, @Float32 List<Double> norm2) {

    /** Copies the lists. */
    public ChainPath {
      v = List.copyOf(v);
      norm2 = List.copyOf(norm2);
      InvalidFieldException.require(
          v.size() == norm2.size(),
          "norm2",
          norm2.size() + " values",
          "as many as of v, " + v.size());
    }
  }
}
