/**
 * Training a model of many arrays: recipes (rule, schedules, noise), the model's tensors, the
 * optimizer that steps them, checkpoints.
 */
package antipgd.training;
