// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.noise.NoiseStream;
import antipgd.verification.landscape.HiddenLayerNetwork.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where methods meet, and the grids that their parameters are chosen from, sixteen choices for
 * each: four step sizes by four strengths, or sixteen step sizes over a wider range.
 */
public enum Contest {
  /** The paper's regression. */
  REGRESSION(
      Regression.ETA,
      List.of(0.0125, 0.025, 0.05, 0.1),
      List.of(0.25, 0.5, 1., 2.),
      List.of(0.1, 0.2, 0.4, 0.8),
      List.of(0.00125, 0.005, 0.02, 0.08)) {
    @Override
    public LearningProblem problem(NoiseStream data) {
      return Regression.draw(data, Regression.D, Regression.EXAMPLES, Regression.SPARSITY, 1);
    }
  },
  /** The paper's matrix sensing. */
  SENSING(
      Sensing.ETA,
      List.of(0.025, 0.05, 0.1, 0.2),
      List.of(1., 2., 4., 8.),
      List.of(0.2, 0.4, 0.8, 1.6),
      List.of(0.00125, 0.005, 0.02, 0.08)) {
    @Override
    public LearningProblem problem(NoiseStream data) {
      return Sensing.draw(data, Sensing.SIZE, Sensing.RANK, Sensing.EXAMPLES, 1);
    }
  },
  /** Digits from a sharp start: 200 to train on, 2000 to test on, 16 hidden units. */
  DIGITS(
      0.05,
      List.of(0.05, 0.1, 0.2, 0.4),
      List.of(0.05, 0.1, 0.2, 0.4),
      List.of(0.2, 0.4, 0.8, 1.6),
      List.of(0.0003, 0.00125, 0.005, 0.02)) {
    @Override
    public Optional<String> obstacle() {
      return Digits.obstacle();
    }

    @Override
    public LearningProblem problem(NoiseStream data) {
      return Classification.draw(Digits.get(), data, 200, 2000, 16, Activation.TANH, 3);
    }
  };

  /** Step sizes over the least: of all methods, by a factor of two from one to the next. */
  private static final List<Integer> FACTORS = List.of(1, 2, 4, 8);

  private static final int STEP_SIZES_OF_GD = 16;

  /** Step sizes of GD from one doubling to the next. */
  private static final double PER_DOUBLING = 3;

  private final double leastEta;
  private final List<Double> sigmas;
  private final List<Double> labelNoises;
  private final List<Double> rhos;
  private final List<Double> mus;

  Contest(
      double leastEta,
      List<Double> sigmas,
      List<Double> labelNoises,
      List<Double> rhos,
      List<Double> mus) {
    this.leastEta = leastEta;
    this.sigmas = sigmas;
    this.labelNoises = labelNoises;
    this.rhos = rhos;
    this.mus = mus;
  }

  /**
   * Why it cannot be had here.
   *
   * @return the reason; empty if it can be had
   */
  public Optional<String> obstacle() {
    return Optional.empty();
  }

  /**
   * Draws a problem.
   *
   * @param data a Gaussian stream
   * @return the problem
   */
  public abstract LearningProblem problem(NoiseStream data);

  /**
   * The choices of a method.
   *
   * @param method the method
   * @return the grid
   */
  public List<Contender> grid(Method method) {
    return switch (method) {
      case GD ->
          IntStream.range(0, STEP_SIZES_OF_GD)
              .mapToObj(
                  k -> new Contender(method, leastEta * StrictMath.pow(2, k / PER_DOUBLING), 0))
              .toList();
      case PGD, ANTI_PGD -> grid(method, sigmas);
      case LABEL_NOISE -> grid(method, labelNoises);
      case SAM -> grid(method, rhos);
      case TRACE_PENALTY -> grid(method, mus);
    };
  }

  private List<Contender> grid(Method method, List<Double> strengths) {
    List<Contender> grid = new ArrayList<>();
    for (int factor : FACTORS) {
      for (double strength : strengths) {
        grid.add(new Contender(method, factor * leastEta, strength));
      }
    }
    return grid;
  }
}
