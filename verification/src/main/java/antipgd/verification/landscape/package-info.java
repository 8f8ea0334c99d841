// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/** Losses with their gradients and Hessian traces, at one point or at 64 points side by side. */
package antipgd.verification.landscape;
