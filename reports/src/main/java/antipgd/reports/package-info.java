/** Reads result files and shows them. Knows no other module: what it cannot read, it is told. */
package antipgd.reports;
