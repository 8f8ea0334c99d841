/**
 * Parameter sweeps: maps and their grids, cells that are pure functions, machines that compute
 * them.
 */
package antipgd.verification.sweep;
