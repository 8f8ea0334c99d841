// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/**
 * The experiments of the paper and its follow-up: what claims try at a fixed size and explorers at
 * the user's.
 */
package antipgd.verification.experiment;
