// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.training;

import antipgd.noise.StreamId;

/**
 * A named array of weights, or a shard of one. Noise belongs to the id and to the index of an
 * element in the whole tensor: so it does not matter in which order tensors come, or how one is cut
 * into shards.
 *
 * @param name name of the tensor, the same for all its shards; not empty
 * @param id tells the noise of the model's tensors apart; any 32 bits, the same for all shards
 * @param offset index in the tensor of the first weight here, 0 or more
 * @param w the weights: the array itself
 */
public record Tensor(String name, int id, long offset, float[] w) {

  /**
   * Checks the arguments.
   *
   * @param name name of the tensor
   * @param id tells the noise of the model's tensors apart
   * @param offset index in the tensor of the first weight here
   * @param w the weights
   * @throws NullPointerException if {@code name} or {@code w} is null
   * @throws IllegalArgumentException if {@code name} is empty, {@code offset} negative or an index
   *     beyond 2^63
   */
  public Tensor {
    if (name == null) {
      throw new NullPointerException("name = null: a name is required");
    }
    if (name.isEmpty()) {
      throw new IllegalArgumentException("name is empty: must have at least one character");
    }
    if (w == null) {
      throw new NullPointerException("w = null: " + name + " must have an array");
    }
    if (offset < 0 || offset > Long.MAX_VALUE - w.length) {
      throw new IllegalArgumentException(
          "offset = "
              + offset
              + ": must be in [0, "
              + (Long.MAX_VALUE - w.length)
              + "], so that the "
              + w.length
              + " weights of "
              + name
              + " end below 2^63");
    }
  }

  /**
   * A whole tensor with an id from its name, by {@link StreamId#of}. {@link ParameterSet} refuses
   * names that share one.
   *
   * @param name its name
   * @param w the weights: the array itself
   * @return the tensor
   */
  public static Tensor of(String name, float[] w) {
    return shard(name, 0, w);
  }

  /**
   * A part of a tensor, with an id from the tensor's name.
   *
   * @param name name of the whole tensor
   * @param offset index in the tensor of the first weight here, 0 or more
   * @param w the weights: the array itself
   * @return the shard
   */
  public static Tensor shard(String name, long offset, float[] w) {
    return new Tensor(name, StreamId.of(name), offset, w);
  }

  /** Index in the tensor after the last weight here. */
  long end() {
    return offset + w.length;
  }
}
