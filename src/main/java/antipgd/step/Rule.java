// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

/** The update rules of Orvieto et al. (ICML 2022); {@link StepKernel} has their formulas. */
public enum Rule {
  /** Gradient descent: no noise. */
  GD,
  /** Perturbed gradient descent (eq. 1): the new noise is added. */
  PGD,
  /** Anticorrelated PGD (eq. 2): the new noise is added and the last one is taken back. */
  ANTI_PGD
}
