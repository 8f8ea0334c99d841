// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/** The talk's experiment with a residual network, by the optimizer for the Deep Java Library. */
package antipgd.djl.explore;
