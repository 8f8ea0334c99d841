/** A page of figures and tables, as one HTML file and as Markdown with SVG files. */
package antipgd.reports.page;
