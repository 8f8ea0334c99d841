// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.verification.descent.Batches;
import antipgd.verification.descent.SharpnessAware;
import antipgd.verification.descent.StepGradient;
import antipgd.verification.descent.TracePenalty;
import antipgd.verification.landscape.MeanLoss;

/** Ways to train, which have been said to find flat minima, or not to. */
public enum Method {
  /** Gradient descent: what a choice of the step size alone can do. Its strength is not read. */
  GD(Rule.GD, 1),
  /** Gradient descent with noise; its strength is sigma. */
  PGD(Rule.PGD, 1),
  /** With anticorrelated noise; its strength is sigma. */
  ANTI_PGD(Rule.ANTI_PGD, 1),
  /** SGD on labels with fresh noise at each step, in tenths of the examples; its strength is s. */
  LABEL_NOISE(Rule.GD, 1. / Method.PARTS) {
    @Override
    StepGradient gradient(MeanLoss loss, double strength, NoiseStream noise) {
      return new Batches(loss, loss.examples() / PARTS, strength, noise);
    }
  },
  /** Sharpness-aware minimization; its strength is rho. */
  SAM(Rule.GD, 2) {
    @Override
    StepGradient gradient(MeanLoss loss, double strength, NoiseStream noise) {
      return new SharpnessAware(loss, strength);
    }
  },
  /** The trace of the Hessian as an explicit penalty; its strength is mu. */
  TRACE_PENALTY(Rule.GD, 3) {
    @Override
    StepGradient gradient(MeanLoss loss, double strength, NoiseStream noise) {
      return new TracePenalty(loss, strength, TracePenalty.STEP, noise);
    }
  };

  /** Batches of an epoch under label noise. */
  private static final int PARTS = 10;

  private final Rule rule;
  private final double cost;

  Method(Rule rule, double cost) {
    this.rule = rule;
    this.cost = cost;
  }

  /** The rule of its steps. */
  Rule rule() {
    return rule;
  }

  /**
   * What it takes for the gradient.
   *
   * @param loss the loss
   * @param strength how strong it is
   * @param noise a stream whose words decide
   */
  StepGradient gradient(MeanLoss loss, double strength, NoiseStream noise) {
    return StepGradient.of(loss);
  }

  /**
   * The steps that a number of gradients pays for. A gradient is one of all examples; of a batch it
   * counts as its share of them.
   *
   * @param gradients number of gradients
   * @return number of steps, rounded down
   */
  long steps(long gradients) {
    return (long) Math.floor(gradients / cost + 1e-6);
  }
}
