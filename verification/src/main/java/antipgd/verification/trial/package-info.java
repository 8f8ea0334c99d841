// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/** What a claim is, and what it is given when it is put on trial. */
package antipgd.verification.trial;
