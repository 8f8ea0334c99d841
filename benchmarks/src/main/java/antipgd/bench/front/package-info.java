// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/**
 * The command line of {@code benchmarks.jar}: JMH's own, plus what JMH leaves to its user, namely
 * the Vector API in every fork, a result file with its environment, and a table of ratios.
 */
package antipgd.bench.front;
