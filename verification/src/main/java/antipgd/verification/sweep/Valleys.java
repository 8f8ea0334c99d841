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

  static SampleMean mean(Moments moments) {
    return new SampleMean(moments.mean(), moments.standardError());
  }

  static ExitCounts counts(ExitSummary exits) {
    return new ExitCounts(exits.up(), exits.down(), exits.time().mean(), exits.norm2().mean());
  }
}
