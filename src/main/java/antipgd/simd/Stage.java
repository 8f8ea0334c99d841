// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

/**
 * A part of the making of noise, small enough for the JIT: on JDK 17, C1 gives up on a method with
 * more than about sixty vector operations, and C2 stops inlining half-way and boxes every vector.
 * Stages hand over through a {@link NoiseBlock} in the L1 cache. They are called through this
 * interface, in a loop over many of them, because C2 does not inline such calls: glued together
 * again, they would be too large. Each is compiled by itself and slow until then, so few and small
 * ones make for a short start.
 */
interface Stage {
  void run(NoiseBlock block);
}
