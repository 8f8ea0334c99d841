// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.ExperimentDocument.Curve;
import antipgd.documents.ExperimentDocument.Estimates;
import antipgd.documents.ExperimentDocument.Figures;
import antipgd.documents.ExperimentDocument.Run;
import antipgd.documents.SampleMean;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.verification.experiment.PointMetrics;
import antipgd.verification.experiment.Problem;
import antipgd.verification.experiment.RuleComparison;
import antipgd.verification.experiment.Setting;
import antipgd.verification.experiment.Training;
import antipgd.verification.settings.Names;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Trains the three rules on a landscape, on all processors. A subclass has the problem. */
abstract class ExperimentCommand extends TrainingCommand {

  ExperimentCommand(int seeds, long steps, long quiet, double eta, double sigma, double init) {
    super(seeds, steps, quiet, eta, sigma, init);
  }

  abstract Problem problem(NoiseStream data);

  /** An estimate of the Hessian trace at the end of a chain; null if a subclass makes none. */
  SampleMean hutchinson(Training training) {
    return null;
  }

  @Override
  protected final List<Run> train(
      StepKernel kernel, Setting setting, BooleanSupplier stop, LongConsumer progress) {
    RuleComparison comparison =
        new RuleComparison(
            kernel,
            setting,
            List.of(Rule.values()),
            seeds(),
            seed(0),
            k -> problem(data(k)),
            this::noise);
    comparison.run(setting.checkpoints(), stop, progress);
    return comparison.trainings().stream()
        .filter(training -> training.steps() > 0)
        .map(this::described)
        .toList();
  }

  private Run described(Training training) {
    PointMetrics end = training.read();
    boolean classifies = !Double.isNaN(end.testAccuracy());
    return new Run(
        training.seed(),
        Names.typed(training.rule()),
        training.steps(),
        training.isFinite(),
        new Figures(
            end.trainLoss(), end.testLoss(), end.trace(), classifies ? end.testAccuracy() : null),
        new Estimates(hutchinson(training), null, null),
        new Curve(
            training.curve().stream().map(Training.CurvePoint::step).toList(),
            curve(training, PointMetrics::trainLoss),
            curve(training, PointMetrics::testLoss),
            curve(training, PointMetrics::trace),
            classifies ? curve(training, PointMetrics::testAccuracy) : null));
  }

  private static List<Double> curve(Training training, Function<PointMetrics, Double> quantity) {
    return training.curve().stream().map(Training.CurvePoint::metrics).map(quantity).toList();
  }
}
