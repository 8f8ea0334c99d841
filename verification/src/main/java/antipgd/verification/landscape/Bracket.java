// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

/**
 * Between which numbers a programme's least value lies. The lower one is the value of a feasible
 * point of the dual programme and the upper one that of a feasible point of the programme itself,
 * so both hold whatever the solver did, up to rounding.
 *
 * @param lower no feasible point has less
 * @param upper some feasible point has no more
 */
public record Bracket(double lower, double upper) {}
