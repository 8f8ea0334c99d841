/** The claims of the paper as experiments, and the program that runs them. */
package antipgd.verification;
