/** The verification's result files: claims, seeds, saboteurs, and what its explorers found. */
package antipgd.reports.evidence;
