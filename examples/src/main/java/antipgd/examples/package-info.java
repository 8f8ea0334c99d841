// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/**
 * Small programs that README and docs quote, between the comments {@code // snippet} and {@code //
 * end}. Each is run by the tests, with the Vector API and without, and prints the same bits.
 */
package antipgd.examples;
