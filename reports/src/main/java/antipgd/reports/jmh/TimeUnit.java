// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import java.util.Collection;

/**
 * What times of calls are shown in.
 *
 * @param text its symbol
 * @param nanoseconds its length
 */
record TimeUnit(String text, double nanoseconds) {

  private static final TimeUnit[] LONGEST_FIRST = {
    new TimeUnit("s", 1e9), new TimeUnit("ms", 1e6), new TimeUnit("us", 1e3), new TimeUnit("ns", 1)
  };

  /** The longest one of which every result takes one at least, else nanoseconds. */
  static TimeUnit of(Collection<JmhResult> results) {
    double least =
        results.stream()
            .flatMap(result -> result.forkTimes().stream())
            .mapToDouble(Double::doubleValue)
            .min()
            .orElse(0);
    for (TimeUnit unit : LONGEST_FIRST) {
      if (least >= unit.nanoseconds()) {
        return unit;
      }
    }
    return LONGEST_FIRST[LONGEST_FIRST.length - 1];
  }
}
