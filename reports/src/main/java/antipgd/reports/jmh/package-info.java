// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/** JMH's results: read, judged and compared. */
package antipgd.reports.jmh;
