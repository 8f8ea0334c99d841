// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.Workers;
import antipgd.training.Recipe;
import antipgd.verification.descent.Descent;
import antipgd.verification.experiment.LayerNoise;
import antipgd.verification.experiment.WideModel;
import antipgd.verification.landscape.WideNetwork;
import antipgd.verification.settings.Names;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.DifferenceCheck;
import antipgd.verification.statistics.MeanCheck;
import antipgd.verification.statistics.Moments;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/**
 * What noise on layers does to the output while a network trains.
 *
 * <p>The clean iterate z_n does not depend on the noise that step n adds, so the change of the
 * output over its mean square at z_n, in closed form, has the mean 1 given all before. Such ratios
 * are martingale differences from 1, and their mean over steps and chains has the standard error of
 * independent ones. z is followed beside the chain, by {@code z' = z - eta grad L(w)}, and not read
 * from what the kernel says that it has added.
 */
public final class LayersInTraining implements Claim {

  private static final double ETA = 0.01;
  private static final double SIGMA = 0.1;
  private static final int STEPS = 200;
  private static final double SPREAD = 1.8;
  private static final int NARROW = 64;
  private static final int WIDE = 1024;

  /** A network under a noise, and the check that the mean ratio is 1. */
  private record Case(WideModel model, LayerNoise noise, int m, MeanCheck check) {

    static Case of(WideModel model, LayerNoise noise, int m) {
      String name = Names.typed(model) + "-" + Names.typed(noise) + "-" + m;
      return new Case(
          model,
          noise,
          m,
          new MeanCheck(
              new Declaration(
                  name,
                  "squared change of f in training over its mean at z",
                  Requirement.equal(1),
                  0.3),
              SPREAD));
    }
  }

  private final List<Case> cases =
      List.of(
          Case.of(WideModel.LINEAR_2, LayerNoise.ALL, NARROW),
          Case.of(WideModel.LINEAR_2, LayerNoise.ALL, WIDE),
          Case.of(WideModel.LINEAR_2, LayerNoise.RANDOM, NARROW),
          Case.of(WideModel.LINEAR_2, LayerNoise.RANDOM, WIDE),
          Case.of(WideModel.LINEAR_3, LayerNoise.ALL, 32),
          Case.of(WideModel.LINEAR_3, LayerNoise.RANDOM, 32),
          Case.of(WideModel.RELU_2, LayerNoise.ALL, NARROW),
          Case.of(WideModel.RELU_2, LayerNoise.RANDOM, NARROW));

  private final DifferenceCheck grows = growth(LayerNoise.ALL, Requirement.within(6, 14), 3.5);
  private final DifferenceCheck stays =
      growth(LayerNoise.RANDOM, Requirement.within(-0.5, 0.5), 0.4);

  /** Creates the claim. */
  public LayersInTraining() {}

  private static DifferenceCheck growth(LayerNoise noise, Requirement required, double effect) {
    double scale = SPREAD / (SIGMA * SIGMA);
    return new DifferenceCheck(
        new Declaration(
            Names.typed(noise) + (noise == LayerNoise.ALL ? "-grows" : "-does-not-grow"),
            "(squared change of f in training at m = 1024, less that at m = 64) / sigma^2, two"
                + " linear layers",
            required,
            effect),
        scale * noise.atUnitNorm(WIDE, 2, SIGMA),
        scale * noise.atUnitNorm(NARROW, 2, SIGMA));
  }

  @Override
  public String name() {
    return "layers-in-training";
  }

  @Override
  public String place() {
    return "Orvieto et al. (AISTATS 2023)";
  }

  @Override
  public String statement() {
    return "While a wide network trains, noise on all layers changes its output by a mean square that"
        + " grows with the width, and noise on one layer, drawn anew at each step, by one that does"
        + " not. At each step it is what the closed form says at the clean iterate: linear networks of"
        + " two and three layers, and two layers of ReLU. (For three layers of ReLU no closed form is"
        + " known; docs/evidence.md shows what they do.)";
  }

  @Override
  public List<Check> checks() {
    List<Check> checks = new ArrayList<>(cases.stream().map(Case::check).toList());
    checks.addAll(List.of(grows, stays));
    return checks;
  }

  /** Squared changes of the output, as they are and over what is expected of each. */
  private record Changes(Moments squares, Moments ratios) {}

  @Override
  public void test(Trial trial) {
    Changes[] changes = new Changes[cases.size()];
    Workers.common()
        .run(
            changes.length,
            i -> {
              if (trial.wantsAnyOf(checks(cases.get(i)))) {
                changes[i] = changes(trial, cases.get(i));
              }
            });
    for (int i = 0; i < changes.length; i++) {
      if (changes[i] != null) {
        trial.report(cases.get(i).check().judge(changes[i].ratios()));
      }
    }
    if (trial.wants(grows)) {
      trial.report(grows.judge(changes[1].squares(), changes[0].squares()));
    }
    if (trial.wants(stays)) {
      trial.report(stays.judge(changes[3].squares(), changes[2].squares()));
    }
  }

  /** The checks that a case serves. */
  private List<Check> checks(Case at) {
    return at.model() == WideModel.LINEAR_2
        ? List.of(at.check(), at.noise() == LayerNoise.ALL ? grows : stays)
        : List.of(at.check());
  }

  private Changes changes(Trial trial, Case at) {
    int samples = trial.largestSample(checks(at));
    NoiseStream data = trial.noise("data", Law.GAUSSIAN);
    NoiseStream noise = trial.noise(at.check().name(), Law.GAUSSIAN);
    WideNetwork network = at.model().network(at.m(), data);
    float[] start = at.model().start(at.m(), data);
    Recipe recipe = Recipe.constant(Rule.ANTI_PGD, ETA, SIGMA, noise);
    Changes changes = new Changes(new Moments(), new Moments());
    for (int k = 0; changes.ratios().count() < samples; k++) {
      long element = (long) network.dimension() * k;
      Descent chain = at.noise().descent(trial.kernel(), network, recipe, start, element);
      follow(chain, network, start.clone(), at.noise(), changes);
    }
    return changes;
  }

  private static void follow(
      Descent chain, WideNetwork network, float[] z, LayerNoise noise, Changes changes) {
    for (int n = 0; n < STEPS; n++) {
      chain.step();
      for (int i = 0; i < z.length; i++) {
        z[i] = (float) (z[i] - ETA * chain.g()[i]);
      }
      double square = LayerNoise.squaredChange(network.outputs(z), network.outputs(chain.w()));
      changes.squares().add(square / (SIGMA * SIGMA));
      changes.ratios().add(square / noise.change(network, z, SIGMA).square());
    }
  }
}
