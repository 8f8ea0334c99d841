// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import java.io.Serializable;

/**
 * A mean over independent samples.
 *
 * @param mean the mean; NaN without any sample
 * @param standardError its standard error; NaN with fewer than two
 */
public record SampleMean(@OrNull double mean, @OrNull double standardError)
    implements Serializable {}
