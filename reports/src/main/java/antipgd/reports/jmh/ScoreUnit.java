// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import java.util.Map;
import java.util.Optional;

/**
 * What JMH gives a score in: the time of a call, or how many calls there are in a time.
 *
 * @param isRate whether it counts calls
 * @param nanoseconds the time in it, in ns
 */
record ScoreUnit(boolean isRate, double nanoseconds) {

  private static final String TIME = "/op";
  private static final String RATE = "ops/";

  private static final Map<String, Double> NANOSECONDS =
      Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9, "hr", 3600e9, "day", 86400e9);

  /** A unit as JMH writes it; nothing if it is another. */
  static Optional<ScoreUnit> of(String text) {
    boolean isRate = text.startsWith(RATE);
    if (!isRate && !text.endsWith(TIME)) {
      return Optional.empty();
    }
    String time =
        isRate ? text.substring(RATE.length()) : text.substring(0, text.length() - TIME.length());
    return Optional.ofNullable(NANOSECONDS.get(time)).map(ns -> new ScoreUnit(isRate, ns));
  }

  /** The time of a call in ns: throughput is the sum over threads, time is a thread's own. */
  double time(double score, int threads) {
    return isRate ? threads * nanoseconds / score : score * nanoseconds;
  }
}
