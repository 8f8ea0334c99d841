// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/**
 * Statistics as design: a check declares its statistic, what is required of it, the smallest effect
 * it must see and how often it may err; its sample size follows from these.
 */
package antipgd.verification.statistics;
