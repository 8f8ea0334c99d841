// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/**
 * The loops of {@link antipgd.step.Loops} with the Vector API, bit for bit those of the scalar
 * reference. The only package that touches {@code jdk.incubator.vector}; it is loaded by name, so
 * that everything else runs without it.
 *
 * <p>Noise is made in a block of tiles by stages, one after the other: some rounds of the cipher,
 * then what the law makes of its words. Where the last stage can be fused with the update, the
 * noise goes from registers to the weights. Methods are small, and stages are called through one
 * place, because of what the JIT can take.
 *
 * <p><b>Threads.</b> Loops have no state that is shared: blocks and the arguments of fused loops
 * belong to the thread that calls. The lane width is a constant of the process.
 */
package antipgd.simd;
