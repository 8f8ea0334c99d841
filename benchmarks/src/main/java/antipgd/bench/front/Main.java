// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import java.util.List;

/** Runs {@code benchmarks.jar}. */
public final class Main {

  private static final String ELSEWHERE = "ValleyBenchmark|ParallelStep|TwoScales|Lambda|ColdStart";

  /**
   * Where arithmetic takes all the time, so that longer arrays cost more of it and tell nothing.
   */
  private static final String SLOW =
      "GeneratedNoise.*[.](ejml|scalarStored)"
          + "|Fill.*[.](ejml|scalar|commonsMath|blocked)"
          + "|SuppliedNoise.*[.]scalar.*";

  /**
   * What runs without options: first the whole step with Gaussian noise in cache, by every kernel
   * and its peers; then everything about steps and noise on one thread, in cache and from memory.
   * All lengths, or scales that change, the valley, several threads and cold starts on top, would
   * take more than ten minutes.
   */
  private static final JmhFrontEnd.Default DEFAULT =
      new JmhFrontEnd.Default(
          List.of(
              List.of(
                  "GeneratedNoise.*[.](scalarStored|blockedStored|simdStored|ejml|scalarJdk|gd)$",
                  "-p",
                  "n=65536",
                  "-p",
                  "law=GAUSSIAN",
                  "-p",
                  "generator=THREEFRY_20",
                  "-prof",
                  "gc"),
              List.of("-e", ELSEWHERE + "|GeneratedNoise.*ejml", "-p", "n=65536", "-prof", "gc"),
              List.of("-e", ELSEWHERE + "|" + SLOW, "-p", "n=16777216", "-prof", "gc")),
          10,
          true);

  private Main() {}

  /**
   * Runs benchmarks.
   *
   * @param args JMH's options
   */
  public static void main(String[] args) {
    System.exit(new JmhFrontEnd("benchmarks.jar", Main.class, DEFAULT).run(args));
  }
}
