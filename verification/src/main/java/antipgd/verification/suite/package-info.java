/** All claims, how they are put on trial, and what a run of them found. */
package antipgd.verification.suite;
