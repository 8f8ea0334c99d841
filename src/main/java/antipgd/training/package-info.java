// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/**
 * Training a model of many arrays, for a training loop of any kind.
 *
 * <p>A {@link antipgd.training.ParameterSet} is the model: named {@link antipgd.training.Tensor
 * tensors} and shards of them. A {@link antipgd.training.Recipe} is a rule, the {@link
 * antipgd.training.Schedule schedules} of its step size and noise scale, and its noise. An {@link
 * antipgd.training.Optimizer} steps the one by the other, and saves and restores checkpoints.
 *
 * <p><b>Threads.</b> An optimizer shares its pieces of the model among workers and is itself for
 * one thread at a time. It takes a kernel that does not split its calls, because work is split
 * once. Order of tensors, shards, threads and kernel do not show in the result.
 */
package antipgd.training;
