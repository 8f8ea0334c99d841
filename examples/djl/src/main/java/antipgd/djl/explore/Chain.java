// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl.explore;

import antipgd.djl.DjlOptimizer;
import antipgd.djl.explore.ResidualNetwork.Reading;
import antipgd.documents.ExperimentDocument.Curve;
import antipgd.documents.ExperimentDocument.Estimates;
import antipgd.documents.ExperimentDocument.Figures;
import antipgd.documents.ExperimentDocument.Run;
import antipgd.documents.SampleMean;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.verification.descent.BatchOrder;
import antipgd.verification.experiment.DigitsSample;
import antipgd.verification.experiment.Setting;
import antipgd.verification.landscape.Hutchinson;
import antipgd.verification.settings.Names;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.stream.DoubleStream;

/**
 * A chain on the residual network: trains it by one rule, reads it along the way at the clean
 * iterate, and can be stopped and taken up again at any step.
 *
 * @param setting how long, and how much noise
 * @param rule the update rule
 * @param noise its noise, whose stream also decides who is in a batch
 * @param data what the start is drawn from
 * @param init scale of the start
 * @param sample images to train and to test
 * @param probes probes of Hutchinson's estimator
 */
record Chain(
    Setting setting,
    Rule rule,
    NoiseStream noise,
    NoiseStream data,
    double init,
    DigitsSample sample,
    int probes) {

  private static final double NANOS = 1e-9;

  /** Weights of the last blocks are a few hundredths; below 2^-14 rounding is seen. */
  private static final Hutchinson ESTIMATOR = new Hutchinson(0x1p-10f);

  /** The same where a direction is as small as the weights. */
  private static final Hutchinson RELATIVE = new Hutchinson(0x1p-7f);

  /** Seconds between two checkpoints. */
  private static final double CHECKPOINT_SECONDS = 20;

  /**
   * Names the chain and all that it depends on.
   *
   * @param threads threads of the engine, on which the rounding of its sums depends
   * @return the name
   */
  String id(int threads) {
    return String.join(
        "_",
        "resnet",
        "train" + sample.trainLabels().length,
        "test" + sample.testLabels().length,
        "batch" + setting.batch(),
        "eta" + setting.eta(),
        "sigma" + setting.sigma(),
        "init" + init,
        Names.typed(noise.law()),
        "converge" + setting.onset(),
        "steps" + setting.steps(),
        "noise-end" + (setting.steps() - setting.quiet()),
        "probes" + probes,
        "threads" + threads,
        "seed" + noise.seed(),
        Names.typed(rule));
  }

  /**
   * The chain, as it is kept, or once it is trained.
   *
   * @param folder where chains are kept
   * @param threads threads of the engine
   * @param stop asked after each step; true ends the work early
   * @param progress told after each step how many it has done here
   * @return the whole chain, which may not be finite; empty if it was stopped
   * @throws IOException if what is kept cannot be read or written
   */
  Optional<Run> in(Path folder, int threads, BooleanSupplier stop, LongConsumer progress)
      throws IOException {
    KeptChain kept = new KeptChain(folder, id(threads));
    Optional<Run> found = kept.found();
    return found.isPresent() || stop.getAsBoolean() ? found : run(kept, stop, progress);
  }

  /**
   * Goes on with the chain.
   *
   * @param kept where it is kept: what is there is not done again
   * @param stop asked after each step; true ends the work early
   * @param progress told after each step how many it has done here
   * @return the whole chain, which may not be finite; empty if it was stopped
   * @throws IOException if what is kept cannot be read or written
   */
  Optional<Run> run(KeptChain kept, BooleanSupplier stop, LongConsumer progress)
      throws IOException {
    DjlOptimizer[] holder = new DjlOptimizer[1];
    try (ResidualNetwork network =
        new ResidualNetwork(
            sample, block -> holder[0] = new DjlOptimizer(block, setting.recipe(rule, noise)))) {
      return new Work(network, holder[0], kept).run(stop, progress);
    }
  }

  /** The chain under way. */
  private final class Work {

    private final ResidualNetwork network;
    private final DjlOptimizer optimizer;
    private final KeptChain kept;
    private final long begun = System.nanoTime();
    private final List<Long> checkpoints = setting.checkpoints();
    private final List<Long> steps = new ArrayList<>();
    private final List<Reading> readings = new ArrayList<>();
    private double before;

    Work(ResidualNetwork network, DjlOptimizer optimizer, KeptChain kept) {
      this.network = network;
      this.optimizer = optimizer;
      this.kept = kept;
    }

    Optional<Run> run(BooleanSupplier stop, LongConsumer progress) throws IOException {
      network.setWeights(network.start(data, init));
      Optional<Run> part = kept.restore(optimizer);
      part.ifPresent(this::takeUp);
      long first = optimizer.steps();
      double saved = seconds();
      int all = sample.trainLabels().length;
      int[] batch = new int[setting.batch() == 0 ? all : setting.batch()];
      BatchOrder order = new BatchOrder(all, batch.length, noise);
      readIfDue();
      while (optimizer.steps() < setting.steps()) {
        order.batch(optimizer.steps(), batch);
        network.step(batch);
        readIfDue();
        progress.accept(optimizer.steps() - first);
        boolean stopped = stop.getAsBoolean();
        if (stopped || seconds() - saved > CHECKPOINT_SECONDS) {
          kept.save(described(Double.NaN, new Estimates(null, null, seconds())), optimizer);
          saved = seconds();
        }
        if (stopped) {
          return Optional.empty();
        }
      }
      Run whole = ended();
      kept.finish(whole);
      return Optional.of(whole);
    }

    private double seconds() {
      return before + (System.nanoTime() - begun) * NANOS;
    }

    /** A reading at the checkpoint itself is made again, because a file rounds to float32. */
    private void takeUp(Run part) {
      before = part.estimates().seconds();
      Curve curve = part.curve();
      for (int i = 0; i < curve.step().size() && curve.step().get(i) < optimizer.steps(); i++) {
        steps.add(curve.step().get(i));
        readings.add(
            new Reading(
                curve.trainLoss().get(i), curve.testLoss().get(i), curve.testAccuracy().get(i)));
      }
    }

    private void readIfDue() {
      long n = optimizer.steps();
      if (checkpoints.contains(n) && !steps.contains(n)) {
        optimizer.atCleanWeights(
            () -> {
              readings.add(network.read(network.weights()));
              steps.add(n);
            });
      }
    }

    /** After a step without noise the weights are the clean iterate. */
    private Run ended() {
      SampleMean[] traces = new SampleMean[2];
      optimizer.atCleanWeights(
          () -> {
            float[] w = network.weights();
            float[] ones = new float[w.length];
            Arrays.fill(ones, 1);
            traces[0] = trace(ESTIMATOR, w, ones);
            traces[1] = trace(RELATIVE, w, network.scales(w));
          });
      return described(traces[0].mean(), new Estimates(traces[0], traces[1], seconds()));
    }

    /** The mean of {@code v^T H v} over v with random signs and given sizes. */
    private SampleMean trace(Hutchinson estimator, float[] w, float[] sizes) {
      SplittableRandom random = new SplittableRandom(noise.seed());
      float[] v = new float[w.length];
      double[] values = new double[probes];
      for (int probe = 0; probe < probes; probe++) {
        for (int j = 0; j < v.length; j++) {
          v[j] = random.nextBoolean() ? sizes[j] : -sizes[j];
        }
        values[probe] = estimator.curvature(network, w, v);
      }
      double mean = DoubleStream.of(values).average().orElseThrow();
      double squares = DoubleStream.of(values).map(x -> (x - mean) * (x - mean)).sum();
      return new SampleMean(mean, Math.sqrt(squares / (probes - 1) / probes));
    }

    private Run described(double trace, Estimates estimates) {
      Reading last = readings.get(readings.size() - 1);
      List<Double> traces = new ArrayList<>(Collections.nCopies(steps.size(), Double.NaN));
      traces.set(steps.size() - 1, trace);
      return new Run(
          noise.seed(),
          Names.typed(rule),
          optimizer.steps(),
          Double.isFinite(last.trainLoss()),
          new Figures(last.trainLoss(), last.testLoss(), trace, last.testAccuracy()),
          estimates,
          new Curve(
              steps,
              readings.stream().map(Reading::trainLoss).toList(),
              readings.stream().map(Reading::testLoss).toList(),
              traces,
              readings.stream().map(Reading::testAccuracy).toList()));
    }
  }
}
