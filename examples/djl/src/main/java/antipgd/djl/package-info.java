// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/**
 * Anti-PGD in programs of the Deep Java Library: an optimizer for its trainers, and listeners that
 * save it, switch its noise off, and look at its clean weights.
 */
package antipgd.djl;
