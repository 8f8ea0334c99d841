// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/** The claims, one idea a file, and the experiments that they share. */
package antipgd.verification.claims;
