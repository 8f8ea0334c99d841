package antipgd.training;

/** The update rules of Orvieto et al. (ICML 2022); see {@link antipgd.step.StepKernel}. */
public enum Rule {
  /** Gradient descent, {@code w' = w - eta grad L(w)}. */
  GD,
  /** Perturbed gradient descent (eq. 1), {@code w' = w - eta grad L(w) + sigma xi'}. */
  PGD,
  /** Anticorrelated PGD (eq. 2), {@code w' = w - eta grad L(w) + sigma' xi' - sigma xi}. */
  ANTI_PGD
}
