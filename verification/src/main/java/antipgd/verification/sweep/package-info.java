// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/**
 * Parameter sweeps: maps and their grids, cells that are pure functions, machines that compute
 * them.
 */
package antipgd.verification.sweep;
