// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.reports.jmh.Family.Ratio;
import java.util.Optional;

/** How much faster the kernels of a class are than its baselines, at one error rate for all. */
final class Speedups {

  static final String ABOUT =
      "x is the baseline's time divided by the kernel's, with a 95 % interval over forks. A \"?\""
          + " marks those that cannot be told from 1 at an error rate of 1 % for the whole table,"
          + " which asks for more than one interval does.";

  private final BenchmarkClass of;
  private final Family family;

  Speedups(BenchmarkClass of) {
    this.of = of;
    long comparisons =
        of.baselines().stream()
            .flatMap(name -> of.results().stream().filter(kernel -> isCompared(of, kernel, name)))
            .count();
    family = of.family((int) comparisons);
  }

  private static boolean isCompared(BenchmarkClass of, JmhResult kernel, String baseline) {
    return baseline(of, kernel, baseline).filter(result -> result != kernel).isPresent();
  }

  private static Optional<JmhResult> baseline(
      BenchmarkClass of, JmhResult kernel, String baseline) {
    return of.comparable(kernel, baseline)
        .filter(result -> result.mayBeCompared() && kernel.mayBeCompared());
  }

  /** The baseline's time divided by the kernel's; nothing without a baseline at its parameters. */
  Optional<Ratio> over(String baseline, JmhResult kernel) {
    return baseline(of, kernel, baseline)
        .map(result -> result == kernel ? Ratio.ONE : result.ratioTo(kernel, family));
  }

  /** The ratio, and a mark if it says nothing. */
  static String text(Ratio ratio) {
    return RatioTable.ratio(ratio.estimate()) + (ratio.isTold() ? "" : " ?");
  }
}
