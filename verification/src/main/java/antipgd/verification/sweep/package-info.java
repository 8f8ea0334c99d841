/** Parameter sweeps: cells that are pure functions, the machines that compute them, their rows. */
package antipgd.verification.sweep;
