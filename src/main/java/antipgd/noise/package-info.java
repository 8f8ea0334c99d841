/**
 * Which bits belong to (seed, tensor, step, element), and how they become Gaussian or Rademacher
 * noise: plain scalar code, the reference for every other implementation.
 */
package antipgd.noise;
