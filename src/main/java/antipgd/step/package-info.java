/**
 * One update of the weights: the contract {@link antipgd.step.StepKernel}, its scalar
 * implementation, and the choice of one.
 */
package antipgd.step;
