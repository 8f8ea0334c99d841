/** Losses with their gradients and Hessian traces, at one point or at 64 points side by side. */
package antipgd.verification.landscape;
