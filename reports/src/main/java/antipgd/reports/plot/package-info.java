// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/**
 * Three kinds of plots, lines, ranges and heat maps, written as SVG. Knows nothing of benchmarks or
 * claims. The same input gives the same bytes on every machine and JDK.
 */
package antipgd.reports.plot;
