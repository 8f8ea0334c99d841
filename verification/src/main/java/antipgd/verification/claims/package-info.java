/** The claims, one idea a file, and the experiments that they share. */
package antipgd.verification.claims;
