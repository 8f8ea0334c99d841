// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import antipgd.documents.JmhRecord.Series;
import antipgd.reports.jmh.Steadiness.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures cases. Each fork runs by itself; one that is not steady runs again with {@value #LONGER}
 * times the warm-up, but no more than {@value #LONGEST} times that of its annotation, and {@value
 * #MOST_TRIES} times in all, if the run's schedule has time for it. The last try stands, steady or
 * not. What a benchmark needed is where its next fork begins.
 */
final class Measurement {

  private static final int LONGER = 3;
  private static final int LONGEST = 9;
  private static final int MOST_TRIES = 3;

  private final RunLog log;
  private final Schedule schedule;
  private final Map<String, Integer> needed = new HashMap<>();

  /**
   * What came of a case. What {@link CompilerWatch} measured is taken out of it, since it has been
   * judged and no table shows it.
   *
   * @param result as JMH has it
   * @param forks the iterations of each of its forks
   */
  record Measured(RunResult result, List<ForkRun> forks) {

    Measured {
      forks = List.copyOf(forks);
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        fork.getIterationResults().forEach(CompilerWatch::takenFrom);
      }
    }

    /** Whether every fork is; null if that cannot be told. */
    Boolean steady() {
      List<State> states = forks.stream().map(fork -> fork.steadiness().state()).toList();
      if (states.contains(State.NOT_STEADY)) {
        return false;
      }
      return states.isEmpty() || states.contains(State.UNKNOWN) ? null : true;
    }

    List<Series> series() {
      return forks.stream().map(ForkRun::series).toList();
    }
  }

  Measurement(RunLog log, Schedule schedule) {
    this.log = log;
    this.schedule = schedule;
  }

  /**
   * Measures a case.
   *
   * @param planned as the schedule knows it
   * @param closed what came of it when its contest was over; nothing if there is nothing to measure
   * @return nothing if its benchmark fails
   */
  List<Measured> of(Planned planned, Optional<Case> closed) throws RunnerException {
    log.begin(schedule.next() + ": " + closed.orElse(planned.what()));
    List<Measured> measured = List.of();
    if (closed.isPresent()) {
      Planned now = new Planned(closed.get(), planned.effort(), planned.options());
      measured = now.effort().adapts() ? untilSteady(now) : asAsked(now);
    }
    schedule.done(planned);
    for (Measured each : measured) {
      log.end(each.result().getAggregatedResult());
    }
    return measured;
  }

  private List<Measured> asAsked(Planned planned) throws RunnerException {
    Collection<RunResult> results =
        new Runner(planned.what().options(planned.options()), log.format()).run();
    return results.stream().map(result -> new Measured(result, log.forks())).toList();
  }

  private List<Measured> untilSteady(Planned planned) throws RunnerException {
    List<RunResult> results = new ArrayList<>();
    List<ForkRun> forks = new ArrayList<>();
    for (int fork = 1; fork <= planned.effort().forks(); fork++) {
      boolean again = true;
      for (int tries = 1; again; tries++) {
        log.fork(fork, planned.effort().forks());
        Collection<RunResult> result =
            new Runner(planned.what().oneFork(planned.options(), warmUp(planned)), log.format())
                .run();
        if (result.isEmpty() || log.forks().size() != 1) {
          return List.of();
        }
        ForkRun run = log.forks().get(0);
        again = isWorthAnotherTry(planned, run, tries);
        if (!again) {
          results.addAll(result);
          forks.add(run);
        }
      }
    }
    return List.of(new Measured(merged(results), forks));
  }

  private int warmUp(Planned planned) {
    return needed.getOrDefault(planned.what().benchmark(), planned.effort().warmUpIterations());
  }

  /** If so, the next try has a longer warm-up. */
  private boolean isWorthAnotherTry(Planned planned, ForkRun run, int tries) {
    if (run.steadiness().state() != State.NOT_STEADY) {
      return false;
    }
    boolean again =
        tries < MOST_TRIES && schedule.allowsAgain(planned, (LONGER - 1) * run.warmUpSeconds());
    log.tell("# Not steady: it " + run.steadiness().reason() + (again ? "; once more" : ""));
    if (again) {
      needed.put(
          planned.what().benchmark(), longer(warmUp(planned), planned.effort().warmUpIterations()));
    }
    return again;
  }

  /** How many iterations come after so many, where the annotation has others. */
  static int longer(int warmUp, int annotated) {
    return Math.min(LONGEST * annotated, LONGER * warmUp);
  }

  /** One result of all forks, with the parameters of the one that was warmed up longest. */
  private static RunResult merged(List<RunResult> forks) {
    List<BenchmarkResult> results = new ArrayList<>();
    forks.forEach(fork -> results.addAll(fork.getBenchmarkResults()));
    BenchmarkParams longest =
        forks.stream()
            .map(RunResult::getParams)
            .max(Comparator.comparingInt(params -> params.getWarmup().getCount()))
            .orElseThrow();
    return new RunResult(longest, results);
  }
}
