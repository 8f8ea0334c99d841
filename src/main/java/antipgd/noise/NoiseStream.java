// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

/**
 * An endless table of standard noise, {@code xi(step, element)}: a pure function of its arguments,
 * the same bits on every CPU, lane width, thread count and JDK.
 *
 * <p><b>Addressing.</b> A step has blocks of four words. Gaussian: tiles of 64 elements; element
 * {@code e} has tile {@code t = e >>> 6}, word {@code q = (e >>> 4) & 3}, lane {@code l = e & 15},
 * block {@code 16 t + l}; words (0, 1) and (2, 3) make the pairs of {@link Gaussian}, cosine to the
 * even word. Rademacher: tiles of 2048 elements {@code e = 2048 t + 64 b + 16 q + l}; bit {@code b}
 * of word {@code q} of block {@code 16 t + l}, where a set bit means -1. So sixteen consecutive
 * elements are the same word of sixteen consecutive blocks, and vectors of any width up to 16 lanes
 * need no shuffle.
 *
 * <p><b>Words.</b> {@link Generator#THREEFRY_20}: a block is {@link Threefry4x32} of a counter made
 * of its number and the step, 64 bits each, under the key (seed as 64 bits, tensor, {@link
 * #domainTag}), low words first. {@link Generator#SHORT_STREAMS}: the same cipher with thirteen
 * rounds, of the number of the stream instead of the block, makes the seed of {@link ShortStreams}.
 *
 * @param seed any 64 bits
 * @param tensor tells the arrays of one model apart; any 32 bits, {@link StreamId#of} a name
 * @param law the law of the noise
 * @param generator what makes its words
 */
public record NoiseStream(long seed, int tensor, Law law, Generator generator) {

  /** Blocks of a tile: the widest vector has so many lanes. */
  public static final int TILE_BLOCKS = 16;

  /**
   * Checks the arguments.
   *
   * @param seed any 64 bits
   * @param tensor tells the arrays of one model apart
   * @param law the law of the noise
   * @param generator what makes its words
   * @throws NullPointerException if {@code law} or {@code generator} is null
   */
  public NoiseStream {
    if (law == null) {
      throw new NullPointerException("law = null: must be GAUSSIAN or RADEMACHER");
    }
    if (generator == null) {
      throw new NullPointerException("generator = null: must be THREEFRY_20 or SHORT_STREAMS");
    }
  }

  /**
   * A stream of the default generator.
   *
   * @param seed any 64 bits
   * @param tensor tells the arrays of one model apart; any 32 bits
   * @param law the law of the noise
   */
  public NoiseStream(long seed, int tensor, Law law) {
    this(seed, tensor, law, Generator.THREEFRY_20);
  }

  /**
   * The last word of the cipher's key, so that laws and generators never share bits.
   *
   * @return the tag
   */
  public int domainTag() {
    return law.domainTag() ^ generator.tag();
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
   * The four words of a block.
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
    switch (generator) {
      case THREEFRY_20 -> encipher(step, block, out);
      case SHORT_STREAMS -> {
        encipher(step, ShortStreams.stream(block), out);
        ShortStreams.words(block, out);
      }
    }
  }

  private void encipher(long step, long block, int[] out) {
    Threefry4x32.encipher(
        generator.rounds(),
        (int) block,
        (int) (block >>> 32),
        (int) step,
        (int) (step >>> 32),
        (int) seed,
        (int) (seed >>> 32),
        tensor,
        domainTag(),
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
