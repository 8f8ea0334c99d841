// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.step.Rule;
import antipgd.verification.experiment.RuleComparison;
import antipgd.verification.experiment.Setting;
import antipgd.verification.experiment.SimpleModel;
import antipgd.verification.settings.Names;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.ProportionCheck;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The follow-up's explicit regularization, where the flattest interpolating point is known. */
public final class SimpleModels implements Claim {

  private static final Setting SETTING = new Setting(0.2, 0.15, 0, 10_000, 1000);

  /** How far above and below the least trace a chain may end. */
  private static final double MARGIN = 0.05;

  private final Map<SimpleModel, ProportionCheck> checks = new EnumMap<>(SimpleModel.class);

  /**
   * Creates the claim. It counts chains because their mean has no law to lean on: now and then one
   * is stuck at a far larger trace.
   */
  public SimpleModels() {
    for (SimpleModel model : SimpleModel.values()) {
      checks.put(
          model,
          new ProportionCheck(
              new Declaration(
                  Names.typed(model),
                  "fraction of chains whose Hessian trace ends within 5 % of the least of all"
                      + " interpolating points",
                  Requirement.atLeast(0.6),
                  0.36)));
    }
  }

  @Override
  public String name() {
    return "simple-models";
  }

  @Override
  public String place() {
    return "Orvieto et al. (AISTATS 2023)";
  }

  @Override
  public String statement() {
    return "Noise before the gradient regularizes explicitly by the l1 norm (theta = w o w), by a group"
        + " l1 norm (groups that share a scale: where a group is needed, and where a single feature"
        + " is enough) and by the nuclear norm (M = U V^T, completion of a 3 x 3 matrix): from normal"
        + " starts nearly all chains of Anti-PGD end within 5 % of the least Hessian trace of all points that"
        + " interpolate the data, which is known in closed form. eta = 0.2, sigma = 0.15, Gaussian noise, 10000"
        + " steps, the last 1000 without noise.";
  }

  @Override
  public List<Check> checks() {
    return List.copyOf(checks.values());
  }

  @Override
  public void test(Trial trial) {
    for (Map.Entry<SimpleModel, ProportionCheck> entry : checks.entrySet()) {
      SimpleModel model = entry.getKey();
      String name = entry.getValue().name();
      int starts = trial.samples(entry.getValue());
      RuleComparison comparison =
          new RuleComparison(
              trial.kernel(),
              SETTING,
              List.of(Rule.ANTI_PGD),
              starts,
              0,
              k -> model.from(trial.noise(name + "-start-" + k, Law.GAUSSIAN), 1),
              k -> trial.noise(name + "-noise-" + k, Law.GAUSSIAN));
      comparison.run();
      int arrived = 0;
      for (int k = 0; k < starts; k++) {
        double trace = comparison.training(k, Rule.ANTI_PGD).read().trace();
        arrived += Math.abs(trace / model.leastTrace() - 1) <= MARGIN ? 1 : 0;
      }
      trial.report(entry.getValue().judge(arrived, starts));
    }
  }
}
