// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.training;

import antipgd.noise.Law;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The weights of a model: tensors and shards of tensors, as many and as large as memory holds.
 * Gradients and clean weights come in the same order.
 */
public final class ParameterSet {

  /** Most elements of a piece: enough work for a task, few enough to share out evenly. */
  private static final int PIECE = 1 << 16;

  /**
   * A part of a tensor that one thread steps at a time. Pieces end at whole tiles of the noise.
   *
   * @param tensor its number in the list
   * @param from index in its array of the first weight
   * @param length number of weights
   */
  record Piece(int tensor, int from, int length) {}

  private final List<Tensor> tensors;
  private final List<Piece> pieces;
  private final long size;

  /**
   * A model.
   *
   * @param tensors its tensors and shards, in any order
   * @throws NullPointerException if a tensor is null
   * @throws IllegalArgumentException if two have the same array, two names share an id, one name
   *     has two ids, or two shards of a tensor overlap; the message names them
   */
  public ParameterSet(List<Tensor> tensors) {
    for (Tensor tensor : tensors) {
      Objects.requireNonNull(tensor, "tensor = null: a tensor is required");
    }
    this.tensors = List.copyOf(tensors);
    checkArrays();
    checkIds();
    checkOverlaps();
    this.pieces = cut();
    this.size = this.tensors.stream().mapToLong(tensor -> tensor.w().length).sum();
  }

  /**
   * A model.
   *
   * @param tensors its tensors and shards, in any order
   * @throws NullPointerException if a tensor is null
   * @throws IllegalArgumentException as above
   */
  public ParameterSet(Tensor... tensors) {
    this(Arrays.asList(tensors));
  }

  private void checkArrays() {
    Map<float[], String> names = new IdentityHashMap<>();
    for (Tensor tensor : tensors) {
      String other = names.put(tensor.w(), tensor.name());
      if (other != null) {
        throw new IllegalArgumentException(
            tensor.name() + " has the same array as " + other + ": arrays must not overlap");
      }
    }
  }

  private void checkIds() {
    Map<Integer, String> names = new HashMap<>();
    Map<String, Integer> ids = new HashMap<>();
    for (Tensor tensor : tensors) {
      String name = names.putIfAbsent(tensor.id(), tensor.name());
      if (name != null && !name.equals(tensor.name())) {
        throw new IllegalArgumentException(
            tensor.name() + " has the id of " + name + ", " + tensor.id() + ": give it another");
      }
      Integer id = ids.putIfAbsent(tensor.name(), tensor.id());
      if (id != null && id != tensor.id()) {
        throw new IllegalArgumentException(
            "Shards of "
                + tensor.name()
                + " have the ids "
                + id
                + " and "
                + tensor.id()
                + ": must be the same");
      }
    }
  }

  private void checkOverlaps() {
    List<Tensor> sorted = new ArrayList<>(tensors);
    sorted.sort(Comparator.comparing(Tensor::name).thenComparingLong(Tensor::offset));
    for (int i = 1; i < sorted.size(); i++) {
      Tensor last = sorted.get(i - 1);
      Tensor next = sorted.get(i);
      if (next.name().equals(last.name()) && next.offset() < last.end()) {
        throw new IllegalArgumentException(
            "offset = "
                + next.offset()
                + ": must be at least "
                + last.end()
                + ", where another shard of "
                + last.name()
                + " ends");
      }
    }
  }

  private List<Piece> cut() {
    List<Piece> cut = new ArrayList<>();
    for (int t = 0; t < tensors.size(); t++) {
      Tensor tensor = tensors.get(t);
      int length = tensor.w().length;
      // A first piece that ends at a multiple of the largest tile; then all do.
      int part = PIECE - (int) (tensor.offset() & (Law.RADEMACHER.tile() - 1));
      for (int from = 0; from < length; ) {
        part = Math.min(part, length - from);
        cut.add(new Piece(t, from, part));
        from += part;
        part = PIECE;
      }
    }
    return cut;
  }

  /**
   * The tensors.
   *
   * @return them, in the order in which they were given
   */
  public List<Tensor> tensors() {
    return tensors;
  }

  /**
   * Number of weights of all tensors together.
   *
   * @return the number
   */
  public long size() {
    return size;
  }

  List<Piece> pieces() {
    return pieces;
  }

  /** New arrays of the tensors' lengths. */
  float[][] zeros() {
    return tensors.stream().map(tensor -> new float[tensor.w().length]).toArray(float[][]::new);
  }

  /**
   * Checks arrays that belong to the tensors, one by one.
   *
   * @param what what they are, for the message
   * @param arrays the arrays
   * @param distinct whether they are written to and so must be distinct
   */
  void checkMatch(String what, float[][] arrays, boolean distinct) {
    if (arrays == null) {
      throw new NullPointerException(what + " = null: arrays are required");
    }
    if (arrays.length != tensors.size()) {
      throw new IllegalArgumentException(
          arrays.length + " " + what + ": must be " + tensors.size() + ", one for each tensor");
    }
    Set<float[]> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    tensors.forEach(tensor -> taken.add(tensor.w()));
    for (int t = 0; t < arrays.length; t++) {
      Tensor tensor = tensors.get(t);
      if (arrays[t] == null) {
        throw new NullPointerException(
            what + "[" + t + "] = null: " + tensor.name() + " must have an array");
      }
      if (arrays[t].length != tensor.w().length) {
        throw new IllegalArgumentException(
            what
                + "["
                + t
                + "].length = "
                + arrays[t].length
                + ": must be "
                + tensor.w().length
                + ", the length of "
                + tensor.name());
      }
      if (distinct ? !taken.add(arrays[t]) : taken.contains(arrays[t])) {
        throw new IllegalArgumentException(
            what + "[" + t + "] is an array that is taken already: arrays must not overlap");
      }
    }
  }
}
