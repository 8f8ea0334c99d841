// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.step.Rule;
import antipgd.verification.settings.Names;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.MeanCheck;
import antipgd.verification.statistics.Moments;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/**
 * The covariance of one Anti-PGD step on the valley against its closed form, derived at {@link
 * ValleyPoint}: along u, across u, in v, and between v and u.
 */
public final class ConditionalCovariance implements Claim {

  private static final ValleyPoint POINT = new ValleyPoint(8, 0.5, 0.5);
  private static final double ETA = 0.5;
  private static final double SIGMA = 0.5;
  private static final double RELATIVE_EFFECT = 0.05;

  private final List<MeanCheck> rademacher =
      checks(Law.RADEMACHER, 1, new double[] {1.3, 1.9, 1.3, 1.6});
  private final List<MeanCheck> gaussian = checks(Law.GAUSSIAN, 3, new double[] {6.5, 8, 3, 4.5});

  /** Creates the claim. */
  public ConditionalCovariance() {}

  /** Spreads are relative to the entries; a pilot gave them. */
  private static List<MeanCheck> checks(Law law, double k, double[] spread) {
    String[] entry = {"along-u", "across-u", "v", "v-with-u"};
    String[] statistic = {
      "mean (D_u . u)^2 / |u|^2",
      "mean (D_1 - D_2)^2 / 2",
      "mean D_v^2",
      "mean D_v (D_u . u) / |u|^2"
    };
    double[] expected = POINT.covariance(SIGMA, k);
    List<MeanCheck> checks = new ArrayList<>();
    for (int i = 0; i < entry.length; i++) {
      checks.add(
          new MeanCheck(
              new Declaration(
                  Names.typed(law) + "-" + entry[i],
                  statistic[i] + ", D = (E z' - z') / eta",
                  Requirement.equal(expected[i]),
                  RELATIVE_EFFECT * expected[i]),
              spread[i] * expected[i]));
    }
    return checks;
  }

  @Override
  public String name() {
    return "conditional-covariance";
  }

  @Override
  public String place() {
    return "section 3 (closed form derived for this project)";
  }

  @Override
  public String statement() {
    return "The covariance of one Anti-PGD step from z on the valley, by the closed form that the"
        + " documentation of ValleyPoint derives, for Rademacher and Gaussian noise.";
  }

  @Override
  public List<Check> checks() {
    List<Check> checks = new ArrayList<>(rademacher);
    checks.addAll(gaussian);
    return checks;
  }

  @Override
  public void test(Trial trial) {
    test(trial, Law.RADEMACHER, rademacher);
    test(trial, Law.GAUSSIAN, gaussian);
  }

  private static void test(Trial trial, Law law, List<MeanCheck> checks) {
    double[] g = POINT.gradient();
    double[] t = POINT.traceGradient();
    double half = SIGMA * SIGMA / 2;
    double meanU = POINT.u - ETA * (g[0] + half * t[0]);
    double meanV = POINT.v - ETA * (g[1] + half * t[1]);
    Moments[] entries = {new Moments(), new Moments(), new Moments(), new Moments()};
    new OneStep(POINT.valley(), POINT.start(), ETA, SIGMA)
        .visit(
            trial,
            "step-" + law,
            Rule.ANTI_PGD,
            law,
            trial.largestSample(checks),
            next -> {
              double along = 0;
              for (int j = 0; j < POINT.d; j++) {
                along += (meanU - next[j]) / ETA * POINT.u;
              }
              double across = (next[0] - next[1]) / ETA;
              double v = (meanV - next[POINT.d]) / ETA;
              entries[0].add(along * along / POINT.r);
              entries[1].add(across * across / 2);
              entries[2].add(v * v);
              entries[3].add(v * along / POINT.r);
            });
    for (int i = 0; i < entries.length; i++) {
      trial.report(checks.get(i).judge(entries[i]));
    }
  }
}
