// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/**
 * The benchmarks of {@code peers.jar}: ours beside what a user would pick instead, native libraries
 * too, one thread each.
 */
package antipgd.bench.peers;
