// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/**
 * One update of the weights.
 *
 * <p>{@link antipgd.step.StepKernel} has the verbs, {@link antipgd.step.Slice} says what is stepped
 * and {@link antipgd.step.Noise} how the noise is held; {@link antipgd.step.StepKernels} chooses a
 * kernel. An implementation is a class that provides {@link antipgd.step.Loops}: the scalar one
 * here is the reference, the blocked one here is made of loops that the JIT vectorises, and {@code
 * antipgd.simd} has the fastest one.
 *
 * <p><b>Threads.</b> A kernel may be shared: concurrent calls on disjoint ranges are safe, and what
 * a call needs besides belongs to its thread. {@link antipgd.step.ParallelStepKernel} splits every
 * call over {@link antipgd.step.Workers}, which share the numbered tasks of any work and know
 * nothing of steps. Work is split once, at the outermost level that has parts.
 */
package antipgd.step;
