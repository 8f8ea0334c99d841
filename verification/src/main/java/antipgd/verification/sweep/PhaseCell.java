// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sweep;

import antipgd.documents.PhaseRow;
import antipgd.documents.SweepRow;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.noise.StreamId;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.Workers;
import antipgd.verification.descent.Exits;
import antipgd.verification.experiment.ValleyCase;
import antipgd.verification.experiment.ValleyTuning;
import antipgd.verification.settings.Names;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * A cell of Theorem 3.1's phase diagram: by which side chains leave D_alpha, and where they are in
 * the end. Lengths in the row are in units of D.
 *
 * @param setting what the chains do
 * @param chains number of chains
 * @param seed seed of the noise, whose stream is the cell's own
 */
public record PhaseCell(Setting setting, int chains, long seed) implements Cell<SweepRow> {

  private static final Axis<Double> TIME =
      Axis.numbers("time", "4", "(0, 1e6]", x -> x > 0 && x <= 1e6);
  private static final Axis<Double> ALPHA =
      Axis.numbers("alpha", "1/4,1/2", "(0, 1)", x -> x > 0 && x < 1);
  private static final Axis<Integer> D = Valleys.dimensions("1,2,4,8,16,32,64,128");
  private static final Axis<Double> SIGMA2 =
      Axis.numbers(
          "sigma2",
          "1/4096,1/2048,1/1024,1/512,1/256,1/128,1/64,1/32,1/16,1/8,1/4",
          "(0, 1e6)",
          x -> x > 0 && x < 1e6);

  static final List<Axis<?>> AXES = List.of(Valleys.RULE, Valleys.LAW, TIME, ALPHA, D, SIGMA2);

  /**
   * What chains do: a value on each axis.
   *
   * @param rule update rule
   * @param law law of the noise
   * @param time steps of each chain, in units of {@code D / (alpha sigma^2)}
   * @param alpha width of D_alpha
   * @param d dimension of u
   * @param sigma2 sigma^2 / D
   */
  public record Setting(Rule rule, Law law, double time, double alpha, int d, double sigma2)
      implements Serializable {

    /** Steps of each chain. */
    long steps() {
      return Valleys.steps(time, alpha, sigma2);
    }
  }

  /**
   * Checks what goes together.
   *
   * @throws IllegalArgumentException if the cell would not fit into memory or not end; the message
   *     names why
   */
  public PhaseCell {
    Valleys.requireMemory(chains, setting.d());
    Valleys.requireEnd(setting.time(), setting.alpha(), setting.sigma2());
  }

  static PhaseCell at(Grid.Point point, int chains, long seed) {
    return new PhaseCell(
        new Setting(
            point.at(Valleys.RULE),
            point.at(Valleys.LAW),
            point.at(TIME),
            point.at(ALPHA),
            point.at(D),
            point.at(SIGMA2)),
        chains,
        seed);
  }

  @Override
  public String id() {
    return String.join(
        "_",
        "phase",
        Names.typed(setting.rule()),
        Names.typed(setting.law()),
        "alpha" + setting.alpha(),
        "d" + setting.d(),
        "sigma2-" + setting.sigma2(),
        "time" + setting.time(),
        "chains" + chains,
        "seed" + seed);
  }

  @Override
  public PhaseRow row(StepKernel kernel, Workers workers) {
    Law law = setting.law();
    ValleyCase valley =
        new ValleyCase(
            setting.rule(), law, setting.alpha(), setting.d(), setting.sigma2(), setting.steps());
    ValleyCase.Result result =
        valley.run(kernel, workers, new NoiseStream(seed, stream(), law), chains);
    double cap = 4 / setting.alpha();
    return new PhaseRow(
        new PhaseRow.Point(
            Names.typed(setting.rule()),
            Names.typed(law),
            setting.time(),
            setting.alpha(),
            setting.d(),
            setting.sigma2()),
        valley.inTheorem(),
        setting.steps(),
        chains,
        seed,
        new PhaseRow.FirstExits(
            valley.exitIterate() == Exits.Iterate.WEIGHTS ? "w" : "z",
            Valleys.counts(result.exits())),
        new PhaseRow.End(cap, Valleys.mean(result.capped(cap)), result.notFinite()));
  }

  /** Named by what the chains do, as in {@link ValleyTuning#streamName}. */
  int stream() {
    return StreamId.of(
        String.join(
            " ",
            "phase",
            "rule=" + Names.typed(setting.rule()),
            "time=" + Double.toHexString(setting.time()),
            "alpha=" + Double.toHexString(setting.alpha()),
            "d=" + setting.d(),
            "sigma2=" + Double.toHexString(setting.sigma2())));
  }

  static String shown(PhaseRow row) {
    int up = row.exits().counts().up();
    int left = up + row.exits().counts().down();
    return (left == 0 ? "-" : String.format(Locale.ROOT, "%.2f", (double) up / left))
        + (row.theorem() ? "*" : " ");
  }
}
