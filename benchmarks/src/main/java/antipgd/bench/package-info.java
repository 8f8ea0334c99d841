// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/**
 * The benchmarks, a class an idea, run by {@code benchmarks.jar}. A method is a kernel and says its
 * {@link antipgd.bench.Work}; the class says its {@link antipgd.bench.Baseline}; a twin in the
 * tests checks every method's answer.
 */
package antipgd.bench;
