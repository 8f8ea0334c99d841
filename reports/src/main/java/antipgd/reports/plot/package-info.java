/**
 * Charts as SVG: what to draw is said here, JFreeChart draws it, Batik writes it down. Knows
 * nothing of benchmarks or claims. The same input gives the same bytes on every machine and JDK.
 */
package antipgd.reports.plot;
