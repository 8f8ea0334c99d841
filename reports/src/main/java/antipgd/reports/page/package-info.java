// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/** A page of figures and tables, as one HTML file and as Markdown with SVG files. */
package antipgd.reports.page;
