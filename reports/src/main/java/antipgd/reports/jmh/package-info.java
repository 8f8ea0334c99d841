/** JMH's results: read, judged and compared. */
package antipgd.reports.jmh;
