// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/** What a step under the Deep Java Library costs, by JMH. */
package antipgd.djl.bench;
