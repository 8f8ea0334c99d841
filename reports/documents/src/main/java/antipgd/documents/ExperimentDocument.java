// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.Serializable;
import java.util.List;

/**
 * {@code antipgd-regression/1}, {@code antipgd-sensing/1}, {@code antipgd-digits/1} and {@code
 * antipgd-resnet/1}: the paper's experiments, seed by seed.
 *
 * @param problem what is learnt
 * @param setting how
 * @param interrupted whether it was stopped before its end
 * @param runs a chain for each seed and rule
 * @param <P> {@link RegressionProblem}, {@link SensingProblem}, {@link DigitsProblem} or {@link
 *     ResnetProblem}
 */
public record ExperimentDocument<P extends ExperimentDocument.Problem>(
    @JsonUnwrapped P problem, @JsonUnwrapped Setting setting, boolean interrupted, List<Run> runs) {

  /** Copies the list. */
  public ExperimentDocument {
    runs = List.copyOf(runs);
  }

  /** What is learnt. */
  public sealed interface Problem {}

  /**
   * Quadratically parametrized regression.
   *
   * @param d number of weights
   * @param examples number of examples
   * @param sparsity number of non-zeros of the truth
   */
  public record RegressionProblem(int d, int examples, int sparsity) implements Problem {

    /** Checks the ranges. */
    public RegressionProblem {
      InvalidFieldException.requireAtLeast(1, "d", d);
      InvalidFieldException.requireAtLeast(1, "examples", examples);
      InvalidFieldException.requireAtLeast(0, "sparsity", sparsity);
    }
  }

  /**
   * Matrix sensing.
   *
   * @param size number of rows of U
   * @param rank rank of the truth
   * @param examples number of sensing matrices
   */
  public record SensingProblem(int size, int rank, int examples) implements Problem {

    /** Checks the ranges. */
    public SensingProblem {
      InvalidFieldException.requireAtLeast(1, "size", size);
      InvalidFieldException.requireAtLeast(0, "rank", rank);
      InvalidFieldException.requireAtLeast(1, "examples", examples);
    }
  }

  /**
   * A network with one hidden layer that reads digits.
   *
   * @param images what it learns from, and is tested on
   * @param units number of hidden units
   * @param activation their activation
   * @param scenario {@code from-start}, or {@code recovery}, where GD comes first
   * @param converge steps of GD before the noise
   * @param probes probes of Hutchinson's estimator at the end
   */
  public record DigitsProblem(
      @JsonUnwrapped Images images,
      int units,
      String activation,
      String scenario,
      long converge,
      int probes)
      implements Problem {

    /** Checks the ranges. */
    public DigitsProblem {
      InvalidFieldException.requireAtLeast(1, "units", units);
      InvalidFieldException.requireAtLeast(0, "converge", converge);
      InvalidFieldException.requireAtLeast(1, "probes", probes);
    }
  }

  /**
   * A residual network that reads digits.
   *
   * @param images what it learns from, and is tested on
   * @param network its name, as {@code ResNet-20}
   * @param parameters number of its weights that are trained
   * @param scenario {@code from-start}, or {@code recovery}, where SGD comes first
   * @param converge steps of SGD before the noise
   * @param probes probes of Hutchinson's estimator at the end
   * @param threads threads of the engine, on which the rounding of its sums depends
   */
  public record ResnetProblem(
      @JsonUnwrapped Images images,
      String network,
      int parameters,
      String scenario,
      long converge,
      int probes,
      int threads)
      implements Problem {

    /** Checks the ranges. */
    public ResnetProblem {
      InvalidFieldException.requireAtLeast(1, "parameters", parameters);
      InvalidFieldException.requireAtLeast(0, "converge", converge);
      InvalidFieldException.requireAtLeast(1, "probes", probes);
      InvalidFieldException.requireAtLeast(1, "threads", threads);
    }
  }

  /**
   * Images of digits.
   *
   * @param train number of images to learn from
   * @param test number of images to test on
   * @param inputs pixels of each
   */
  public record Images(int train, int test, int inputs) {}

  /**
   * How it is learnt.
   *
   * @param init scale of the normal start
   * @param eta step size
   * @param sigma noise scale
   * @param law law of the noise
   * @param steps steps of each chain
   * @param quiet those of them that are without noise, at the end
   * @param batch examples that a step takes the gradient of; null where it takes all
   * @param problems how many problems there are
   */
  public record Setting(
      double init,
      double eta,
      double sigma,
      String law,
      long steps,
      long quiet,
      @MayBeMissing Integer batch,
      @JsonUnwrapped Seeds problems) {

    /** Checks the ranges. */
    public Setting {
      InvalidFieldException.requireAtLeast(0, "steps", steps);
      InvalidFieldException.require(
          quiet >= 0 && quiet <= steps, "quiet", quiet, "in [0, " + steps + "], the steps");
      InvalidFieldException.require(batch == null || batch > 0, "batch", batch, "1 or more");
    }
  }

  /**
   * Consecutive seeds, each with data, start and noise of its own.
   *
   * @param seeds number of seeds
   * @param seed the first of them
   */
  public record Seeds(int seeds, long seed) {

    /** Checks the range. */
    public Seeds {
      InvalidFieldException.requireAtLeast(1, "seeds", seeds);
    }
  }

  /**
   * A chain.
   *
   * @param seed its seed
   * @param rule its rule
   * @param steps number of steps that it has done
   * @param finite whether all its weights are finite
   * @param end what is measured at the end
   * @param estimates what is estimated at the end
   * @param curve the same on the way
   */
  public record Run(
      long seed,
      String rule,
      long steps,
      boolean finite,
      @JsonUnwrapped Figures end,
      @JsonUnwrapped Estimates estimates,
      Curve curve)
      implements Serializable {}

  /**
   * What is estimated at the end of a chain, and what it took.
   *
   * @param hutchinson Hutchinson's estimate of the Hessian trace; null unless digits or resnet
   * @param relative the same along directions that are scaled by the root of the mean square of
   *     each tensor, so that it does not change with the scale of weights before a normalization;
   *     null unless resnet
   * @param seconds wall time of the chain; null unless resnet
   */
  public record Estimates(
      @MayBeMissing SampleMean hutchinson,
      @MayBeMissing SampleMean relative,
      @MayBeMissing Double seconds)
      implements Serializable {}

  /**
   * What is measured at a point.
   *
   * @param trainLoss the training loss
   * @param testLoss the loss on other data
   * @param trace the Hessian trace of the training loss
   * @param testAccuracy the accuracy on other data; null where nothing is classified
   */
  public record Figures(
      @OrNull double trainLoss,
      @OrNull double testLoss,
      @OrNull double trace,
      @MayBeMissing Double testAccuracy)
      implements Serializable {}

  /**
   * What is measured on the way, a value a checkpoint.
   *
   * @param step number of steps
   * @param trainLoss the training loss
   * @param testLoss the loss on other data
   * @param trace the Hessian trace of the training loss
   * @param testAccuracy the accuracy on other data; null where nothing is classified
   */
  public record Curve(
      List<Long> step,
      @Float32 List<Double> trainLoss,
      @Float32 List<Double> testLoss,
      @Float32 List<Double> trace,
      @MayBeMissing @Float32 List<Double> testAccuracy)
      implements Serializable {

    /** Copies the lists. */
    public Curve {
      step = List.copyOf(step);
      trainLoss = copy("trainLoss", trainLoss, step.size());
      testLoss = copy("testLoss", testLoss, step.size());
      trace = copy("trace", trace, step.size());
      testAccuracy = testAccuracy == null ? null : copy("testAccuracy", testAccuracy, step.size());
    }

    /** A value for each checkpoint. */
    static List<Double> copy(String field, List<Double> values, int steps) {
      InvalidFieldException.require(
          values.size() == steps, field, values.size() + " values", "as many as of step, " + steps);
      return List.copyOf(values);
    }
  }
}
