/** The claims of the paper as experiments, and the program that runs them; here, result files. */
package antipgd.verification;
