// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/** Running a rule on a landscape: one chain, or an ensemble of chains side by side. */
package antipgd.verification.descent;
