/**
 * Turns result files into a page of plots and tables. Knows no other module: what it cannot read in
 * a file, it does not know.
 */
package antipgd.reports;
