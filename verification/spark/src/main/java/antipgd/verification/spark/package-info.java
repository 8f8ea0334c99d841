/** Sweeps on Apache Spark. */
package antipgd.verification.spark;
