// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

/**
 * An endless table of standard noise, {@code xi(step, element)}: a pure function of its arguments,
 * the same bits on every CPU, lane width, thread count and JDK.
 *
 * <p><b>Addressing.</b> The noise is {@link Threefry4x32} of a counter made of a block number and
 * the step, 64 bits each, under the key (seed as 64 bits, tensor, {@link Law#domainTag}), low words
 * first. Gaussian: tiles of 64 elements; element {@code e} has tile {@code t = e >>> 6}, word
 * {@code q = (e >>> 4) & 3}, lane {@code l = e & 15}, block {@code 16 t + l}; words (0, 1) and (2,
 * 3) make the pairs of {@link Gaussian}, cosine to the even word. Rademacher: tiles of 2048
 * elements {@code e = 2048 t + 64 b + 16 q + l}; bit {@code b} of word {@code q} of block {@code 16
 * t + l}, where a set bit means -1. So sixteen consecutive elements are the same word of sixteen
 * consecutive blocks, and vectors of any width up to 16 lanes need no shuffle.
 *
 * @param seed any 64 bits
 * @param tensor tells the arrays of one model apart; any 32 bits, {@link StreamId#of} a name
 * @param law the law of the noise
 * @param rounds rounds of the cipher: {@value #DEFAULT_ROUNDS}, or {@value #FAST_ROUNDS} for speed
 */
public record NoiseStream(long seed, int tensor, Law law, int rounds) {

  /** The cipher's recommended number of rounds. */
  public static final int DEFAULT_ROUNDS = 20;

  /** One round more than the authors of the cipher found to pass all tests. */
  public static final int FAST_ROUNDS = 13;

  /** Blocks of a tile: the widest vector has so many lanes. */
  public static final int TILE_BLOCKS = 16;

  /**
   * Checks the arguments.
   *
   * @param seed any 64 bits
   * @param tensor tells the arrays of one model apart
   * @param law the law of the noise
   * @param rounds rounds of the cipher
   * @throws NullPointerException if {@code law} is null
   * @throws IllegalArgumentException if {@code rounds} is neither 13 nor 20
   */
  public NoiseStream {
    if (law == null) {
      throw new NullPointerException("law = null: must be GAUSSIAN or RADEMACHER");
    }
    if (rounds != DEFAULT_ROUNDS && rounds != FAST_ROUNDS) {
      throw new IllegalArgumentException(
          "rounds = " + rounds + ": must be " + FAST_ROUNDS + " or " + DEFAULT_ROUNDS);
    }
  }

  /**
   * A stream with the default number of rounds.
   *
   * @param seed any 64 bits
   * @param tensor tells the arrays of one model apart; any 32 bits
   * @param law the law of the noise
   */
  public NoiseStream(long seed, int tensor, Law law) {
    this(seed, tensor, law, DEFAULT_ROUNDS);
  }

  /**
   * One value of the table, computed alone: the reference, and slow.
   *
   * @param step step, 0 or more
   * @param element index in the tensor, 0 or more
   * @return the noise that belongs there
   * @throws IllegalArgumentException if an index is negative
   */
  public float at(long step, long element) {
    notNegative("step", step);
    notNegative("element", element);
    int lane = (int) element & 15;
    int word = (int) (element >>> 4) & 3;
    return switch (law) {
      case GAUSSIAN -> {
        int[] words = words(step, (element >>> 6) * TILE_BLOCKS + lane);
        float radius = Gaussian.radius(words[word & ~1]);
        int angle = words[word | 1];
        yield (word & 1) == 0 ? Gaussian.cosine(radius, angle) : Gaussian.sine(radius, angle);
      }
      case RADEMACHER -> {
        int[] words = words(step, (element >>> 11) * TILE_BLOCKS + lane);
        int bit = (int) (element >>> 6) & 31;
        yield Rademacher.sign(words[word], bit);
      }
    };
  }

  /**
   * The four cipher words of a block.
   *
   * @param step step, 0 or more
   * @param block block number, 0 or more
   * @param out receives words 0 to 3; at least 4 long. Modified.
   * @throws NullPointerException if {@code out} is null
   * @throws IllegalArgumentException if a number is negative or {@code out} is too short; nothing
   *     is written then
   */
  public void words(long step, long block, int[] out) {
    notNegative("step", step);
    notNegative("block", block);
    if (out == null) {
      throw new NullPointerException("out = null: an array is required");
    }
    if (out.length < 4) {
      throw new IllegalArgumentException("out has " + out.length + " words: must have at least 4");
    }
    Threefry4x32.encipher(
        rounds,
        (int) block,
        (int) (block >>> 32),
        (int) step,
        (int) (step >>> 32),
        (int) seed,
        (int) (seed >>> 32),
        tensor,
        law.domainTag(),
        out);
  }

  private int[] words(long step, long block) {
    int[] out = new int[4];
    words(step, block, out);
    return out;
  }

  private static void notNegative(String name, long index) {
    if (index < 0) {
      throw new IllegalArgumentException(name + " = " + index + ": must be >= 0");
    }
  }
}
