// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sweep;

import antipgd.documents.SweepRow;
import antipgd.documents.TuningRow;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.noise.StreamId;
import antipgd.step.StepKernel;
import antipgd.step.Workers;
import antipgd.verification.experiment.ValleyTuning;
import antipgd.verification.experiment.ValleyTuning.Decay;
import antipgd.verification.settings.Bounds;
import antipgd.verification.settings.Names;
import antipgd.verification.statistics.Moments;
import java.util.List;
import java.util.Locale;

/**
 * A cell of the tuning map: how flat chains end at one choice of eta and sigma.
 *
 * @param tuning the choice
 * @param law law of the noise
 * @param cap cap of the mean of {@code Tr Hess L / D}
 * @param chains number of chains
 * @param seed seed of the noise, whose stream is the choice's own
 */
public record TuningCell(ValleyTuning tuning, Law law, double cap, int chains, long seed)
    implements Cell<SweepRow> {

  private static final Axis<Decay> SCHEDULE =
      Axis.names("schedule", "constant,decayed", Decay.class, List.of(Decay.values()));
  private static final Axis<Integer> STEPS =
      Axis.wholeNumbers("steps", "4000", 1, Integer.MAX_VALUE);
  private static final Axis<Integer> QUIET =
      Axis.wholeNumbers("quiet", "400", 0, Integer.MAX_VALUE);
  private static final Axis<Double> CAP =
      Axis.numbers("cap", "64", "(0, 1e9]", x -> x > 0 && x <= 1e9);
  private static final Axis<Integer> D = Valleys.dimensions("1,2,8,32");
  private static final Axis<Double> ETA_NORM2 =
      Axis.numbers(
          "etaNorm2", "1/64,1/32,1/16,1/8,1/4,1/2,1,3/2,2,4", "(0, 1e6)", x -> x > 0 && x < 1e6);
  private static final Axis<Double> SIGMA2 =
      Axis.numbers(
          "sigma2",
          "1/16384,1/4096,1/1024,1/256,1/64,1/16,1/4",
          "[0, 1e6)",
          x -> x >= 0 && x < 1e6);

  static final List<Axis<?>> AXES =
      List.of(Valleys.RULE, SCHEDULE, Valleys.LAW, STEPS, QUIET, CAP, D, ETA_NORM2, SIGMA2);

  /**
   * Checks what goes together.
   *
   * @throws IllegalArgumentException if the cell would not fit into memory or has more quiet steps
   *     than steps; the message names why
   */
  public TuningCell {
    Valleys.requireMemory(chains, tuning.d());
    Bounds.require(
        tuning.quiet() <= tuning.steps(),
        "grid: quiet",
        tuning.quiet(),
        "at most steps = " + tuning.steps());
  }

  static TuningCell at(Grid.Point point, int chains, long seed) {
    return new TuningCell(
        new ValleyTuning(
            point.at(D),
            point.at(Valleys.RULE),
            point.at(SCHEDULE),
            point.at(ETA_NORM2),
            point.at(SIGMA2),
            point.at(STEPS),
            point.at(QUIET)),
        point.at(Valleys.LAW),
        point.at(CAP),
        chains,
        seed);
  }

  @Override
  public String id() {
    return String.join(
        "_",
        "tuning",
        Names.typed(tuning.rule()),
        Names.typed(tuning.decay()),
        Names.typed(law),
        "steps" + tuning.steps(),
        "quiet" + tuning.quiet(),
        "cap" + cap,
        "d" + tuning.d(),
        "eta" + tuning.etaNorm2(),
        "sigma2-" + tuning.sigma2(),
        "chains" + chains,
        "seed" + seed);
  }

  @Override
  public TuningRow row(StepKernel kernel, Workers workers) {
    Moments capped = new Moments();
    int notFinite = 0;
    NoiseStream noise = new NoiseStream(seed, stream(), law);
    for (double trace : tuning.traces(kernel, workers, noise, chains)) {
      capped.add(ValleyTuning.capped(trace, cap));
      notFinite += Double.isFinite(trace) ? 0 : 1;
    }
    return new TuningRow(
        new TuningRow.Setting(
            Names.typed(tuning.rule()),
            Names.typed(tuning.decay()),
            Names.typed(law),
            tuning.steps(),
            tuning.quiet(),
            cap),
        new TuningRow.Point(tuning.d(), tuning.etaNorm2(), tuning.sigma2()),
        chains,
        seed,
        Valleys.mean(capped),
        notFinite);
  }

  /** Named by what the chains do. */
  int stream() {
    return StreamId.of("tuning " + tuning.streamName());
  }

  static String shown(TuningRow row) {
    return String.format(Locale.ROOT, "%.3g", row.cappedTrace().mean())
        + (row.notFinite() > 0 ? "*" : " ");
  }
}
