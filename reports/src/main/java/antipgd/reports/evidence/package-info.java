// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/** The verification's result files: claims, seeds, saboteurs, and what its explorers found. */
package antipgd.reports.evidence;
