// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sweep;

import antipgd.documents.LayersDocument;
import antipgd.documents.LayersDocument.Output;
import antipgd.documents.LayersDocument.Width;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.noise.StreamId;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.Workers;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.verification.descent.Descent;
import antipgd.verification.experiment.LayerNoise;
import antipgd.verification.experiment.OutputChange;
import antipgd.verification.experiment.WideModel;
import antipgd.verification.landscape.WideNetwork;
import antipgd.verification.settings.Names;
import antipgd.verification.statistics.Moments;

/**
 * A width and a noise: what the noise does to the output, at the start and in training.
 *
 * @param model the network
 * @param m its width
 * @param noise which layers have noise in a step
 * @param setting what is the same for all widths
 */
public record LayersCell(WideModel model, int m, LayerNoise noise, LayersDocument.Setting setting)
    implements Cell<Width> {

  /** Steps in which the output is read: a whole number of turns of two layers and of three. */
  public static final int READ = 60;

  @Override
  public String id() {
    return String.join(
        "_",
        "layers",
        Names.typed(model),
        Names.typed(noise),
        "m" + m,
        "sigma" + setting.sigma(),
        "eta" + setting.eta(),
        "draws" + setting.draws(),
        "seeds" + setting.seeds(),
        "steps" + setting.steps(),
        "seed" + setting.seed());
  }

  @Override
  public Width row(StepKernel kernel, Workers workers) {
    NoiseStream data = new NoiseStream(setting.seed(), StreamId.of("layers/data"), Law.GAUSSIAN);
    NoiseStream stream = new NoiseStream(setting.seed(), 2 * m + noise.ordinal(), Law.GAUSSIAN);
    WideNetwork network = model.network(m, data);
    float[] start = model.start(m, data);
    Moments squares = new Moments();
    for (double square :
        noise.squaredChanges(kernel, network, start, setting.sigma(), stream, setting.draws())) {
      squares.add(square);
    }
    Trained trained = new Trained();
    for (int k = 1; k <= setting.seeds(); k++) {
      train(kernel, network, start, stream, k, trained);
    }
    return new Width(
        m,
        Names.typed(noise),
        output(squares, noise.change(network, start, setting.sigma()).square(), null),
        output(trained.squares, trained.expected.mean(), trained.shift2.mean()),
        trained.loss.mean(),
        trained.trace.mean(),
        (int) (setting.seeds() - trained.loss.count()));
  }

  private static Output output(Moments squares, double expected, Double shift2) {
    Double known = shift2 == null || shift2.isNaN() ? null : shift2;
    return new Output(squares.mean(), squares.standardError(), expected, known);
  }

  /** Of the chains that are finite: what the noise does to the output, and where they end. */
  private static final class Trained {
    final Moments squares = new Moments();
    final Moments expected = new Moments();
    final Moments shift2 = new Moments();
    final Moments loss = new Moments();
    final Moments trace = new Moments();
  }

  private void train(
      StepKernel kernel,
      WideNetwork network,
      float[] start,
      NoiseStream stream,
      int k,
      Trained trained) {
    long steps = setting.steps();
    long quiet = steps - Math.max(1, steps / 10);
    Recipe recipe =
        new Recipe(
            Rule.ANTI_PGD,
            Schedule.constant(setting.eta()),
            Schedule.constant(setting.sigma()).until(quiet),
            stream);
    Descent chain = noise.descent(kernel, network, recipe, start, (long) network.dimension() * k);
    float[] z = new float[network.dimension()];
    Moments squares = new Moments();
    Moments expected = new Moments();
    Moments shift2 = new Moments();
    while (chain.steps() < steps && Float.isFinite(chain.w()[0])) {
      chain.step();
      if (chain.steps() > quiet - READ && chain.steps() <= quiet) {
        chain.clean(z);
        squares.add(LayerNoise.squaredChange(network.outputs(z), network.outputs(chain.w())));
        OutputChange change = noise.change(network, z, setting.sigma());
        expected.add(change.square());
        shift2.add(change.shift2());
      }
    }
    double end = network.loss(chain.w());
    if (Double.isFinite(end)) {
      trained.squares.add(squares.mean());
      trained.expected.add(expected.mean());
      trained.shift2.add(shift2.mean());
      trained.loss.add(end);
      trained.trace.add(network.hessianTrace(chain.w()));
    }
  }
}
