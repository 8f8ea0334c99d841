// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sweep;

import antipgd.documents.LambdaRow;
import antipgd.documents.SweepRow;
import antipgd.noise.NoiseStream;
import antipgd.noise.StreamId;
import antipgd.step.StepKernel;
import antipgd.step.Workers;
import antipgd.verification.experiment.PartTakenBack;
import antipgd.verification.experiment.RestingPlace;
import antipgd.verification.experiment.ValleyTuning;
import antipgd.verification.settings.Names;
import antipgd.verification.statistics.Moments;
import java.util.List;
import java.util.Locale;

/**
 * A cell of the way from PGD to Anti-PGD: where chains come to rest that take a part of the last
 * noise back. Lengths in the row are in units of D.
 *
 * @param part what the chains do
 * @param time steps of each chain, in units of {@code D / (alpha sigma^2)}
 * @param chains number of chains
 * @param seed seed of the noise, whose stream is the cell's own
 */
public record LambdaCell(PartTakenBack part, double time, int chains, long seed)
    implements Cell<SweepRow> {

  private static final Axis<Double> TIME =
      Axis.numbers("time", "16", "(0, 1e6]", x -> x > 0 && x <= 1e6);
  private static final Axis<Double> SIGMA2 =
      Axis.numbers("sigma2", "1/512", "(0, 1e6)", x -> x > 0 && x < 1e6);
  private static final Axis<Double> ALPHA =
      Axis.numbers("alpha", "1/4,1/2", "(0, 4)", x -> x > 0 && x < 4);
  private static final Axis<Integer> D = Valleys.dimensions("2,4,8,16,32,64");
  private static final Axis<Double> LAMBDA =
      Axis.numbers(
          "lambda",
          "0,0.05,0.1,0.15,0.2,0.3,0.4,0.5,0.6,0.7,0.75,0.8,0.84,0.88,0.9,0.92,0.94,0.96,0.98,1",
          "[0, 1]",
          x -> x >= 0 && x <= 1);

  static final List<Axis<?>> AXES = List.of(Valleys.LAW, TIME, SIGMA2, ALPHA, D, LAMBDA);

  /**
   * Checks what goes together.
   *
   * @throws IllegalArgumentException if the cell would not fit into memory or not end; the message
   *     names why
   */
  public LambdaCell {
    Valleys.requireMemory(chains, part.d());
    Valleys.requireEnd(time, part.alpha(), part.sigma2());
  }

  static LambdaCell at(Grid.Point point, int chains, long seed) {
    double time = point.at(TIME);
    double alpha = point.at(ALPHA);
    double sigma2 = point.at(SIGMA2);
    return new LambdaCell(
        new PartTakenBack(
            point.at(LAMBDA),
            point.at(Valleys.LAW),
            alpha,
            point.at(D),
            sigma2,
            Valleys.steps(time, alpha, sigma2)),
        time,
        chains,
        seed);
  }

  @Override
  public String id() {
    return String.join(
        "_",
        "lambda",
        Names.typed(part.law()),
        "time" + time,
        "sigma2-" + part.sigma2(),
        "alpha" + part.alpha(),
        "d" + part.d(),
        "lambda" + part.lambda(),
        "chains" + chains,
        "seed" + seed);
  }

  @Override
  public LambdaRow row(StepKernel kernel, Workers workers) {
    PartTakenBack.Result result =
        part.run(kernel, workers, new NoiseStream(seed, stream(), part.law()), chains);
    Moments weights = PartTakenBack.Result.finite(result.weights());
    Moments clean = PartTakenBack.Result.finite(result.clean());
    return new LambdaRow(
        new LambdaRow.Point(
            Names.typed(part.law()), time, part.sigma2(), part.alpha(), part.d(), part.lambda()),
        part.steps(),
        chains,
        seed,
        theory(),
        Valleys.mean(weights),
        Valleys.mean(clean),
        (int) (chains - weights.count()));
  }

  private LambdaRow.Theory theory() {
    RestingPlace rest = part.theory();
    double unit = part.alpha() / 2;
    return new LambdaRow.Theory(
        rest.zero() / unit,
        rest.mean() / unit,
        rest.mean() / unit + part.d() * part.sigma2(),
        RestingPlace.criticalLambda(unit, part.d()),
        part.lambda() >= RestingPlace.LEAST_CLOSED);
  }

  /** Named by what the chains do, as in {@link ValleyTuning#streamName}. */
  int stream() {
    return StreamId.of(
        String.join(
            " ",
            "lambda",
            "time=" + Double.toHexString(time),
            "sigma2=" + Double.toHexString(part.sigma2()),
            "alpha=" + Double.toHexString(part.alpha()),
            "d=" + part.d(),
            "lambda=" + Double.toHexString(part.lambda())));
  }

  static String shown(LambdaRow row) {
    return String.format(Locale.ROOT, "%.3g", row.norm2Z().mean())
        + (row.notFinite() > 0 ? "*" : " ");
  }
}
