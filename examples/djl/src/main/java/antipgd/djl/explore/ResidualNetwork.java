// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl.explore;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.basicmodelzoo.cv.classification.ResNetV1;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.util.Pair;
import antipgd.noise.NoiseStream;
import antipgd.verification.experiment.Digits;
import antipgd.verification.experiment.DigitsSample;
import antipgd.verification.landscape.Landscape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * DJL's ResNet-20 on digits. As a landscape it is the mean cross entropy of all training images
 * with each batch normalization over all of them: a function of the weights alone, whose minimum
 * full-batch training seeks. Points are the trained parameters in the block's order, one after the
 * other.
 *
 * <p>Losses and gradients are taken at the block's own weights or change them; whoever calls keeps
 * them. Not for use by several threads at once.
 */
final class ResidualNetwork implements Landscape, AutoCloseable {

  /** What the network is called. */
  static final String NAME = "ResNet-20";

  private static final int LAYERS = 20;

  /** Test images that are looked at together. */
  private static final int TOGETHER = 250;

  /**
   * What is measured at a point.
   *
   * @param trainLoss mean cross entropy of the training images
   * @param testLoss that of the test images
   * @param testAccuracy share of the test images that is read right
   */
  record Reading(double trainLoss, double testLoss, double testAccuracy) {}

  private final DigitsSample sample;
  private final Model model;
  private final Trainer trainer;
  private final NDManager manager;
  private final NDArray images;
  private final NDArray labels;
  private final List<Parameter> trained = new ArrayList<>();
  private final List<NDArray> means = new ArrayList<>();
  private final List<NDArray> variances = new ArrayList<>();
  private final int dimension;

  /**
   * Tells the engine its number of threads, before the first network, with which it is loaded.
   *
   * @param threads the number, 1 or more
   */
  static void setThreads(int threads) {
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
  }

  /**
   * A network at the start of a training.
   *
   * @param sample images to learn from, and to test on
   * @param optimizer makes what steps the block
   */
  ResidualNetwork(DigitsSample sample, Function<Block, Optimizer> optimizer) {
    this.sample = sample;
    Block block =
        ResNetV1.builder()
            .setImageShape(new Shape(1, Digits.SIDE, Digits.SIDE))
            .setNumLayers(LAYERS)
            .setOutSize(Digits.CLASSES)
            .build();
    model = Model.newInstance(NAME, Device.cpu());
    model.setBlock(block);
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(optimizer.apply(block)));
    trainer.initialize(shape(1));
    manager = model.getNDManager();
    images = images(manager, sample.trainImages());
    labels = manager.create(sample.trainLabels());
    for (Pair<String, Parameter> named : block.getParameters()) {
      Parameter parameter = named.getValue();
      switch (parameter.getType()) {
        case RUNNING_MEAN -> means.add(parameter.getArray());
        case RUNNING_VAR -> variances.add(parameter.getArray());
        default -> trained.add(parameter);
      }
    }
    dimension = Math.toIntExact(trained.stream().mapToLong(it -> it.getArray().size()).sum());
  }

  private static Shape shape(int images) {
    return new Shape(images, 1, Digits.SIDE, Digits.SIDE);
  }

  private static NDArray images(NDManager manager, float[][] images) {
    FloatBuffer pixels = FloatBuffer.allocate(images.length * Digits.SIDE * Digits.SIDE);
    Arrays.stream(images).forEach(pixels::put);
    return manager.create(pixels.flip(), shape(images.length));
  }

  /**
   * A start: weights of a layer are normal with variance {@code 2 init^2} over the number of its
   * inputs, scales of normalizations 1, all else 0.
   *
   * @param data a Gaussian stream
   * @param init scale
   * @return a new point
   */
  float[] start(NoiseStream data, double init) {
    float[] start = new float[dimension];
    int at = 0;
    for (Parameter parameter : trained) {
      Shape shape = parameter.getArray().getShape();
      int end = at + Math.toIntExact(shape.size());
      double scale = init * Math.sqrt(2. * shape.get(0) / shape.size());
      for (; at < end; at++) {
        start[at] =
            switch (parameter.getType()) {
              case WEIGHT -> (float) (scale * data.at(1, at));
              case GAMMA -> 1;
              default -> 0;
            };
      }
    }
    return start;
  }

  /**
   * The root of the mean square of each tensor's weights, for each of them.
   *
   * @param w a point. Not modified.
   * @return a new point
   */
  float[] scales(float[] w) {
    float[] scales = new float[dimension];
    int from = 0;
    for (Parameter parameter : trained) {
      int end = from + Math.toIntExact(parameter.getArray().size());
      double squares = 0;
      for (int i = from; i < end; i++) {
        squares += (double) w[i] * w[i];
      }
      Arrays.fill(scales, from, end, (float) Math.sqrt(squares / (end - from)));
      from = end;
    }
    return scales;
  }

  /**
   * Gives the block other weights.
   *
   * @param w a point. Not modified.
   */
  void setWeights(float[] w) {
    int from = 0;
    for (Parameter parameter : trained) {
      FloatBuffer view = view(parameter.getArray());
      int length = view.remaining();
      view.put(w, from, length);
      from += length;
    }
  }

  /**
   * The block's weights.
   *
   * @return a new point
   */
  float[] weights() {
    float[] w = new float[dimension];
    int from = 0;
    for (Parameter parameter : trained) {
      from = take(parameter.getArray(), w, from);
    }
    return w;
  }

  private static int take(NDArray array, float[] out, int from) {
    FloatBuffer view = view(array);
    int length = view.remaining();
    view.get(out, from, length);
    return from + length;
  }

  private static FloatBuffer view(NDArray array) {
    return array.toByteBuffer(true).asFloatBuffer();
  }

  /**
   * One step of the optimizer, with the gradient of a batch.
   *
   * @param batch numbers of training images
   */
  void step(int[] batch) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray numbers = scope.create(batch);
      differentiate(scope, images.get(numbers), labels.get(numbers));
      trainer.step();
    }
  }

  private void differentiate(NDManager scope, NDArray of, NDArray as) {
    of.attach(scope);
    as.attach(scope);
    try (GradientCollector collector = trainer.newGradientCollector()) {
      NDList out = trainer.forward(new NDList(of));
      out.attach(scope);
      NDArray loss = trainer.getLoss().evaluate(new NDList(as), out);
      loss.attach(scope);
      collector.backward(loss);
    }
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public double loss(float[] w) {
    setWeights(w);
    try (NDManager scope = manager.newSubManager()) {
      NDArray copy = images.duplicate();
      copy.attach(scope);
      NDList out = trainer.forward(new NDList(copy));
      out.attach(scope);
      return loss(out.singletonOrThrow().toFloatArray(), sample.trainLabels(), 0);
    }
  }

  @Override
  public void gradient(float[] w, float[] g) {
    setWeights(w);
    try (NDManager scope = manager.newSubManager()) {
      differentiate(scope, images.duplicate(), labels.duplicate());
      int from = 0;
      for (Parameter parameter : trained) {
        NDArray gradient = parameter.getArray().getGradient();
        gradient.attach(scope);
        from = take(gradient, g, from);
        fill(gradient, 0); // Or the next one would be added to it.
      }
    }
  }

  @Override
  public double hessianTrace(float[] w) {
    throw new UnsupportedOperationException("the trace of a network can only be estimated");
  }

  /**
   * Measures a point, with the statistics of all training images in each normalization.
   *
   * @param w the point. Not modified.
   * @return losses and accuracy
   */
  Reading read(float[] w) {
    double trainLoss = takeStatistics(w);
    double loss = 0;
    int right = 0;
    int count = sample.testLabels().length;
    for (int from = 0; from < count; from += TOGETHER) {
      int end = Math.min(count, from + TOGETHER);
      try (NDManager scope = manager.newSubManager()) {
        NDArray part = images(scope, Arrays.copyOfRange(sample.testImages(), from, end));
        NDList out = trainer.evaluate(new NDList(part));
        out.attach(scope);
        float[] logits = out.singletonOrThrow().toFloatArray();
        loss += loss(logits, sample.testLabels(), from) * (end - from);
        right += right(logits, sample.testLabels(), from);
      }
    }
    return new Reading(trainLoss, loss / count, (double) right / count);
  }

  /**
   * A pass in training moves the running statistics from theirs to those of its images by a part.
   * From 0 and from 1 it tells which part, and so what the images have.
   *
   * @return the loss
   */
  private double takeStatistics(float[] w) {
    List<NDArray> all = new ArrayList<>(means);
    all.addAll(variances);
    all.forEach(array -> fill(array, 1));
    loss(w);
    List<float[]> fromOne = all.stream().map(NDArray::toFloatArray).toList();
    all.forEach(array -> fill(array, 0));
    double loss = loss(w);
    for (int i = 0; i < all.size(); i++) {
      float[] fromZero = all.get(i).toFloatArray();
      for (int j = 0; j < fromZero.length; j++) {
        fromZero[j] /= 1 - (fromOne.get(i)[j] - fromZero[j]);
      }
      view(all.get(i)).put(fromZero);
    }
    return loss;
  }

  private static void fill(NDArray array, float value) {
    FloatBuffer view = view(array);
    while (view.hasRemaining()) {
      view.put(value);
    }
  }

  /** Mean cross entropy of the softmax, in double. */
  private static double loss(float[] logits, int[] labels, int from) {
    int count = logits.length / Digits.CLASSES;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      int row = i * Digits.CLASSES;
      double most = logits[row + largest(logits, row)];
      double total = 0;
      for (int c = 0; c < Digits.CLASSES; c++) {
        total += Math.exp(logits[row + c] - most);
      }
      sum += Math.log(total) + most - logits[row + labels[from + i]];
    }
    return sum / count;
  }

  private static int right(float[] logits, int[] labels, int from) {
    int right = 0;
    for (int i = 0; i < logits.length / Digits.CLASSES; i++) {
      right += largest(logits, i * Digits.CLASSES) == labels[from + i] ? 1 : 0;
    }
    return right;
  }

  /** The class with the largest logit; what is not a number is never larger. */
  private static int largest(float[] logits, int row) {
    int best = 0;
    for (int c = 1; c < Digits.CLASSES; c++) {
      best = logits[row + c] > logits[row + best] ? c : best;
    }
    return best;
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}
