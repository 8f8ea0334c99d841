/** JSON from anywhere: what is wrong with it is told by file and place. */
package antipgd.reports.json;
