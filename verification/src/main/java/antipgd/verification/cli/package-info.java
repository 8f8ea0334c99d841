// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/**
 * The program: commands that list claims, put them on trial, and explore landscapes and noise with
 * the user's own settings.
 */
package antipgd.verification.cli;
