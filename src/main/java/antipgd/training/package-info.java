/** Training a model of many arrays: its tensors, the optimizer that steps them, checkpoints. */
package antipgd.training;
