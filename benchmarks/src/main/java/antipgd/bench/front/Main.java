// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

/** Runs {@code benchmarks.jar}. */
public final class Main {

  /**
   * What runs without options: everything about steps and noise on one thread, in cache and from
   * memory. All lengths, or scales that change, the valley, several threads and cold starts on top,
   * would take more than ten minutes.
   */
  private static final String[] DEFAULT_SELECTION = {
    "-e",
    "ValleyBenchmark|ParallelStep|TwoScales|ColdStart",
    "-p",
    "n=65536,16777216",
    "-prof",
    "gc"
  };

  private Main() {}

  /**
   * Runs benchmarks.
   *
   * @param args JMH's options
   */
  public static void main(String[] args) {
    System.exit(new JmhFrontEnd("benchmarks.jar", Main.class, DEFAULT_SELECTION).run(args));
  }
}
