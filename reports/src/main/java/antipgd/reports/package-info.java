// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/**
 * Turns result files into a page of plots and tables. Of other modules it knows the documents
 * alone: what it cannot read in a file, it does not know.
 */
package antipgd.reports;
