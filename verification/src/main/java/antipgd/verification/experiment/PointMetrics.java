// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

/**
 * What is measured at a point.
 *
 * @param trainLoss the training loss
 * @param testLoss the loss on other data
 * @param trace the Hessian trace of the training loss
 * @param testAccuracy the accuracy on other data; not a number where nothing is classified
 */
public record PointMetrics(double trainLoss, double testLoss, double trace, double testAccuracy) {}
