// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/**
 * Which bits belong to (seed, tensor, step, element), and how they become Gaussian or Rademacher
 * noise: plain scalar code, the reference for every other implementation, and beside it the same
 * for whole tiles, by plain loops that the JIT vectorises ({@link antipgd.noise.BlockedNoise}).
 */
package antipgd.noise;
