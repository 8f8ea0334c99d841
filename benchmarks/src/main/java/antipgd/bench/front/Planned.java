// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

/**
 * A case that is to be measured.
 *
 * @param what the case
 * @param effort how it is measured
 * @param options what the command line says of it
 */
record Planned(Case what, Effort effort, ForkOptions options) {}
