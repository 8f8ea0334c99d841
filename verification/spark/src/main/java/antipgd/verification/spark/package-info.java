// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/** Sweeps on Apache Spark. */
package antipgd.verification.spark;
