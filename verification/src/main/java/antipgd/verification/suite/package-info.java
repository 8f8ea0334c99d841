// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/** All claims, how they are put on trial, and what a run of them found. */
package antipgd.verification.suite;
