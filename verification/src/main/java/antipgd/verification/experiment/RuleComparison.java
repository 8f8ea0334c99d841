// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.noise.NoiseStream;
import antipgd.step.ParallelStepKernel;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;

/** Several rules on the same problems, one problem a seed, on all processors. */
public final class RuleComparison {

  /** Weight updates between two looks at what others want: milliseconds. */
  private static final int UPDATES_AT_ONCE = 1 << 18;

  private final Setting setting;
  private final List<Rule> rules;
  private final List<Training> trainings;

  /**
   * A comparison before its first step.
   *
   * @param kernel does the steps and makes the noise
   * @param setting how long, and how much noise
   * @param rules the rules that are compared
   * @param seeds number of problems
   * @param firstSeed seed of the first problem
   * @param problems makes the problem of a number from 0
   * @param noise names the noise of a number from 0, the same for all rules
   * @throws IllegalArgumentException if {@code kernel} splits its calls already
   */
  public RuleComparison(
      StepKernel kernel,
      Setting setting,
      List<Rule> rules,
      int seeds,
      long firstSeed,
      IntFunction<Problem> problems,
      IntFunction<NoiseStream> noise) {
    ParallelStepKernel.requireUnsplit(kernel);
    this.setting = setting;
    this.rules = List.copyOf(rules);
    List<Training> all = new ArrayList<>();
    for (int k = 0; k < seeds; k++) {
      Problem problem = problems.apply(k);
      for (Rule rule : rules) {
        all.add(new Training(kernel, firstSeed + k, rule, problem, setting, noise.apply(k)));
      }
    }
    this.trainings = List.copyOf(all);
  }

  /**
   * The chains: seed by seed, in each the rules in their order.
   *
   * @return the chains
   */
  public List<Training> trainings() {
    return trainings;
  }

  /**
   * The chain of a seed and a rule.
   *
   * @param k number of the seed, from 0
   * @param rule one of the rules
   * @return the chain
   */
  public Training training(int k, Rule rule) {
    return trainings.get(k * rules.size() + rules.indexOf(rule));
  }

  /**
   * Steps of all chains together.
   *
   * @return the number that a whole run does
   */
  public long totalSteps() {
    return trainings.size() * setting.steps();
  }

  /** Runs all chains to their end, without checkpoints. */
  public void run() {
    run(rules);
  }

  /**
   * Runs the chains of some rules to their end, without checkpoints.
   *
   * @param some the rules; what has been run to its end stays as it is
   */
  public void run(List<Rule> some) {
    List<Training> chains =
        trainings.stream().filter(training -> some.contains(training.rule())).toList();
    run(chains, List.of(), () -> false, done -> {});
  }

  /**
   * Runs all chains to their end, or until somebody wants them to stop.
   *
   * @param checkpoints steps at which to read each chain
   * @param stop asked now and then; true ends the run
   * @param progress told now and then, by any thread, how many steps all chains have done
   */
  public void run(List<Long> checkpoints, BooleanSupplier stop, LongConsumer progress) {
    run(trainings, checkpoints, stop, progress);
  }

  private void run(
      List<Training> chains, List<Long> checkpoints, BooleanSupplier stop, LongConsumer progress) {
    TreeSet<Long> stops = new TreeSet<>(checkpoints);
    stops.add(setting.steps());
    AtomicLong done = new AtomicLong();
    Workers.common()
        .run(
            chains.size(),
            i -> {
              Training training = chains.get(i);
              long atOnce =
                  Math.max(1, UPDATES_AT_ONCE / training.problem().landscape().dimension());
              for (long next : stops) {
                while (training.steps() < next) {
                  if (stop.getAsBoolean()) {
                    return;
                  }
                  long before = training.steps();
                  training.run(Math.min(atOnce, next - before));
                  progress.accept(done.addAndGet(training.steps() - before));
                }
                if (checkpoints.contains(next)) {
                  training.addToCurve();
                }
              }
            });
  }
}
