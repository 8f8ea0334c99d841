// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/** What a user types: names of constants, and what values settings may have. */
package antipgd.verification.settings;
