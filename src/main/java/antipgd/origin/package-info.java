/** Where a result comes from: machine, VM and commit, as every result file has to say. */
package antipgd.origin;
