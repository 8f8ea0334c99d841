// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.util.Pair;
import java.util.List;
import java.util.function.Function;

/**
 * A network of two layers with a batch normalization, the same start each time, and a trainer for
 * it.
 */
final class SmallTraining implements AutoCloseable {

  private static final int INPUTS = 5;
  private static final int UNITS = 37;
  private static final int CLASSES = 3;

  private final Block block =
      new SequentialBlock()
          .add(Linear.builder().setUnits(UNITS).build())
          .add(BatchNorm.builder().build())
          .add(Activation::relu)
          .add(Linear.builder().setUnits(CLASSES).build());

  private final Model model = Model.newInstance("small", Device.cpu());
  private final DjlOptimizer optimizer;
  private final Trainer trainer;
  private final NDList images;
  private final NDList labels;

  SmallTraining(Function<Block, DjlOptimizer> optimizer, TrainingListener... listeners) {
    Engine.getInstance().setRandomSeed(1);
    model.setBlock(block);
    this.optimizer = optimizer.apply(block);
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(this.optimizer)
                .addTrainingListeners(listeners));
    trainer.initialize(new Shape(1, INPUTS));
    int examples = 8;
    float[] pixels = new float[examples * INPUTS];
    int[] classes = new int[examples];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (i * i) % 7 - 3;
      classes[i / INPUTS] = i % CLASSES;
    }
    images = new NDList(manager().create(pixels, new Shape(examples, INPUTS)));
    labels = new NDList(manager().create(classes));
  }

  DjlOptimizer optimizer() {
    return optimizer;
  }

  Trainer trainer() {
    return trainer;
  }

  NDManager manager() {
    return model.getNDManager();
  }

  /** Trains by one step, and tells the gradients of the trained parameters. */
  float[][] step() {
    backward(1);
    float[][] gradients = gradients();
    trainer.step();
    return gradients;
  }

  /** Adds a multiple of the gradients to what the engine has of them. */
  void backward(float factor) {
    try (GradientCollector collector = trainer.newGradientCollector()) {
      NDArray loss = trainer.getLoss().evaluate(labels, trainer.forward(images));
      collector.backward(loss.mul(factor));
    }
  }

  float[][] gradients() {
    return trained().stream()
        .map(it -> it.getValue().getArray().getGradient().toFloatArray())
        .toArray(float[][]::new);
  }

  List<Pair<String, Parameter>> trained() {
    return parameters(true);
  }

  float[][] weights() {
    return trained().stream()
        .map(it -> it.getValue().getArray().toFloatArray())
        .toArray(float[][]::new);
  }

  /** Running means and variances. */
  List<float[]> statistics() {
    return parameters(false).stream()
        .filter(it -> it.getKey().contains("running"))
        .map(it -> it.getValue().getArray().toFloatArray())
        .toList();
  }

  private List<Pair<String, Parameter>> parameters(boolean trained) {
    return block.getParameters().stream()
        .filter(it -> it.getValue().requiresGradient() == trained)
        .toList();
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}
