// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl.bench;

import antipgd.bench.front.JmhFrontEnd;
import java.util.List;

/**
 * Runs the benchmark of {@code explore.jar}: {@code java -cp explore.jar antipgd.djl.bench.Main}.
 */
public final class Main {

  private Main() {}

  /**
   * Runs benchmarks.
   *
   * @param args JMH's options
   */
  public static void main(String[] args) {
    JmhFrontEnd.Default all =
        new JmhFrontEnd.Default(List.of(List.of("antipgd.djl.bench", "-prof", "gc")), 10);
    System.exit(new JmhFrontEnd("explore.jar", Main.class, all).run(args));
  }
}
