// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl.example;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import antipgd.djl.DjlOptimizer;
import antipgd.djl.Listeners;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Points in the plane, inside of a circle or not, told apart by a small network. */
public final class TrainABlock {

  private static final int POINTS = 256;
  private static final int BATCH = 32;
  private static final int UNITS = 32;
  private static final int EPOCHS = 30;

  private TrainABlock() {}

  /** Runs the example. */
  public static void main(String[] args) throws IOException, TranslateException {
    Path file = Files.createTempFile("antipgd", ".checkpoint");
    Block block = block();
    try (Model model = Model.newInstance("circle", Device.cpu())) {
      model.setBlock(block);

      // snippet
      Tracker rate =
          Tracker.cosine().setBaseValue(0.5f).optFinalValue(0.05f).setMaxUpdates(240).build();
      Recipe recipe =
          new Recipe(
              Rule.ANTI_PGD,
              step -> rate.getNewValue((int) step), // eta: a schedule, or a tracker of DJL's
              Schedule.constant(0.05).until(200), // sigma: from step 200 on no noise
              new NoiseStream(42, 0, Law.GAUSSIAN)); // a parameter's name gives its id
      DjlOptimizer optimizer = new DjlOptimizer(block, recipe);

      DefaultTrainingConfig config =
          new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
              .optOptimizer(optimizer)
              .addEvaluator(new Accuracy())
              .addTrainingListeners(
                  new EvaluatorTrainingListener(), Listeners.checkpoint(optimizer, file));
      // end
      try (Trainer trainer = model.newTrainer(config.optDevices(new Device[] {Device.cpu()}))) {
        trainer.initialize(new Shape(1, 2));
        EasyTrain.fit(trainer, EPOCHS, points(model.getNDManager()), null);
        System.out.printf(
            "%d steps, more than eight of ten are right: %b%n",
            optimizer.steps(), trainer.getTrainingResult().getTrainEvaluation("Accuracy") > 0.8f);

        // snippet
        optimizer.restore(file); // the weights, and how far the run was
        optimizer.atCleanWeights(() -> System.out.println("here one may save or test the model"));
        // end
        System.out.println("restored: " + optimizer.steps() + " steps");
      }
    }
    Files.delete(file);
  }

  private static Block block() {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(UNITS).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(2).build());
  }

  private static Dataset points(NDManager manager) {
    SplittableRandom random = new SplittableRandom(1);
    float[][] points = new float[POINTS][2];
    int[] inside = new int[POINTS];
    for (int i = 0; i < POINTS; i++) {
      points[i][0] = (float) random.nextDouble(-1, 1);
      points[i][1] = (float) random.nextDouble(-1, 1);
      inside[i] = Math.hypot(points[i][0], points[i][1]) < 0.8 ? 1 : 0;
    }
    return new ArrayDataset.Builder()
        .setData(manager.create(points))
        .optLabels(manager.create(inside))
        .setSampling(BATCH, true)
        .build();
  }
}
