// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sweep;

import antipgd.documents.ExitCounts;
import antipgd.documents.SampleMean;
import antipgd.noise.Law;
import antipgd.step.Rule;
import antipgd.verification.experiment.ExitSummary;
import antipgd.verification.settings.Bounds;
import antipgd.verification.statistics.Moments;
import java.util.List;

/** What maps of chains on the widening valley have in common. */
final class Valleys {

  static final Axis<Rule> RULE =
      Axis.names("rule", "pgd,anti-pgd", Rule.class, List.of(Rule.PGD, Rule.ANTI_PGD));
  static final Axis<Law> LAW = Axis.names("law", "rademacher", Law.class, List.of(Law.values()));

  private static final int MOST_D = 1 << 16;
  private static final long MOST_WEIGHTS = 1L << 28;

  private Valleys() {}

  static Axis<Integer> dimensions(String defaults) {
    return Axis.wholeNumbers("d", defaults, 1, MOST_D);
  }

  static void requireMemory(int chains, int d) {
    Bounds.require(
        chains * (d + 1L) <= MOST_WEIGHTS,
        "chains",
        chains,
        "at most 2^28 / (d + 1), to fit into memory");
  }

  /** Steps of a chain, for a time in units of {@code D / (alpha sigma^2)}. */
  static long steps(double time, double alpha, double sigma2) {
    return (long) Math.ceil(time / (alpha * sigma2));
  }

  static void requireEnd(double time, double alpha, double sigma2) {
    Bounds.require(
        time / (alpha * sigma2) <= 1e12,
        "grid: time",
        time,
        "at most 1e12 alpha sigma2, so that the sweep ends");
  }

  static SampleMean mean(Moments moments) {
    return new SampleMean(moments.mean(), moments.standardError());
  }

  static ExitCounts counts(ExitSummary exits) {
    return new ExitCounts(exits.up(), exits.down(), exits.time().mean(), exits.norm2().mean());
  }
}
