// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import antipgd.training.ParameterSet;
import antipgd.training.Tensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a block that are trained, each with an array of weights and one of gradients
 * beside it, and those that are not. A parameter that stands in a block twice is one.
 */
final class TrainedParameters {

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Parameter> trained = new ArrayList<>();
  private final List<Pair<String, Parameter>> others = new ArrayList<>();
  private final ParameterSet tensors;
  private final float[][] gradients;

  /** As long as the longest gradient. */
  private final float[] zeros;

  /** False while the block's arrays are being written, and after that failed. */
  private boolean whole = true;

  TrainedParameters(Block block) {
    List<Tensor> found = new ArrayList<>();
    for (Pair<String, Parameter> named : block.getParameters()) {
      Parameter parameter = named.getValue();
      if (!parameter.isInitialized()) {
        throw new IllegalStateException(
            named.getKey() + " has no array yet: the trainer must be initialized first");
      }
      if (!parameter.requiresGradient()) {
        others.add(named);
      } else if (numbers.putIfAbsent(parameter.getId(), trained.size()) == null) {
        trained.add(parameter);
        requireOurs(named.getKey(), parameter.getArray());
        int length = Math.toIntExact(parameter.getArray().size());
        found.add(Tensor.of(named.getKey(), new float[length]));
      }
    }
    tensors = new ParameterSet(found);
    gradients = found.stream().map(tensor -> new float[tensor.w().length]).toArray(float[][]::new);
    zeros = new float[Arrays.stream(gradients).mapToInt(g -> g.length).max().orElse(0)];
  }

  /** An array of float32 whose memory a view shows, and not a copy of it. */
  private static void requireOurs(String name, NDArray array) {
    if (array.getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException(
          name + " is of " + array.getDataType() + ": must be of float32");
    }
    FloatBuffer view = view(array);
    float first = view.get(0);
    view.put(0, first == 0 ? 1 : 0);
    boolean seen = Float.compare(view(array).get(0), view.get(0)) == 0;
    view.put(0, first);
    if (!seen) {
      throw new IllegalArgumentException(
          name + " on " + array.getDevice() + ": must be contiguous in the CPU's memory");
    }
  }

  /** A view of an array's memory, or of a copy of it where there is none. */
  private static FloatBuffer view(NDArray array) {
    return array.toByteBuffer(true).asFloatBuffer();
  }

  ParameterSet tensors() {
    return tensors;
  }

  int count() {
    return trained.size();
  }

  String name(int t) {
    return tensors.tensors().get(t).name();
  }

  /** The number of a parameter, whose array is the block's own. */
  int number(String id, NDArray weight) {
    Integer t = numbers.get(id);
    if (t == null) {
      throw new IllegalArgumentException(
          "parameter " + id + ": must be one of the block's that were trained in the first step");
    }
    if (weight != trained.get(t).getArray()) {
      throw new IllegalArgumentException(
          name(t) + " on " + weight.getDevice() + ": must be the block's own array, on one device");
    }
    return t;
  }

  void requireUnchanged() {
    for (int t = 0; t < trained.size(); t++) {
      require(trained.get(t).requiresGradient(), name(t), "trained");
    }
    for (Pair<String, Parameter> other : others) {
      require(!other.getValue().requiresGradient(), other.getKey(), "frozen");
    }
  }

  private static void require(boolean holds, String name, String what) {
    if (!holds) {
      throw new IllegalStateException(name + " must be " + what + ", as it was in the first step");
    }
  }

  /** Copies a gradient that has come. */
  void takeGradient(int t, NDArray gradient) {
    if (gradient.getDataType() != DataType.FLOAT32 || gradient.isSparse()) {
      throw new IllegalArgumentException(
          "gradient of "
              + name(t)
              + (gradient.isSparse() ? " is sparse" : " is of " + gradient.getDataType())
              + ": must be of float32, and not sparse");
    }
    FloatBuffer view = view(gradient);
    if (view.remaining() != gradients[t].length) {
      throw new IllegalArgumentException(
          "gradient of "
              + name(t)
              + " has "
              + view.remaining()
              + " elements: must have "
              + gradients[t].length);
    }
    view.get(gradients[t]);
  }

  float[][] gradients() {
    return gradients;
  }

  /**
   * Makes the block's gradients 0, whatever they are, because the engine adds to them and leaves
   * this to optimizers. It keeps a gradient as it keeps the weights, so their memory can be written
   * to as well.
   */
  void clearGradients() {
    for (int t = 0; t < trained.size(); t++) {
      NDArray weight = trained.get(t).getArray();
      if (weight.hasGradient()) {
        try (NDArray gradient = weight.getGradient()) {
          view(gradient).put(zeros, 0, gradients[t].length);
        }
      }
    }
  }

  /** Copies the block's weights into the arrays. */
  void read() {
    if (!whole) {
      throw new IllegalStateException(
          "the block's arrays were written half-way: must be restored from a checkpoint");
    }
    for (int t = 0; t < trained.size(); t++) {
      view(trained.get(t).getArray()).get(tensors.tensors().get(t).w());
    }
  }

  /** Copies the arrays into the block's weights. */
  void write() {
    write(tensors.tensors().stream().map(Tensor::w).toArray(float[][]::new));
  }

  /** Copies other weights into the block's. */
  void write(float[][] weights) {
    whole = false;
    for (int t = 0; t < trained.size(); t++) {
      view(trained.get(t).getArray()).put(weights[t]);
    }
    whole = true;
  }

  /** The arrays of the parameters that are not trained, as DJL encodes a list of some. */
  byte[] others() {
    return others.isEmpty() ? new byte[0] : otherArrays().encode();
  }

  private NDList otherArrays() {
    NDList arrays = new NDList();
    others.forEach(other -> arrays.add(other.getValue().getArray()));
    return arrays;
  }

  /** Takes such a list, once something else has gone well; then weights are to be written. */
  void setOthers(byte[] encoded, Path file, Restoration first) throws IOException {
    NDList here = otherArrays();
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      NDList there = encoded.length == 0 ? new NDList() : NDList.decode(manager, encoded);
      if (!shapes(there).equals(shapes(here))) {
        throw new IllegalArgumentException(
            "parameters that are not trained have the shapes "
                + shapes(here)
                + ": must be "
                + shapes(there)
                + ", as in "
                + file);
      }
      first.run();
      whole = false;
      for (int i = 0; i < here.size(); i++) {
        there.get(i).copyTo(here.get(i));
      }
    }
  }

  private static List<Shape> shapes(NDList arrays) {
    return arrays.stream().map(NDArray::getShape).toList();
  }

  /** What may fail. */
  interface Restoration {
    void run() throws IOException;
  }
}
