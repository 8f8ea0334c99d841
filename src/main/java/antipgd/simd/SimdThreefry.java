package antipgd.simd;

import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import antipgd.noise.NoiseStream;
import antipgd.noise.Threefry4x32;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Threefry4x32} on whole tiles: a lane a block, four words to each. Four rounds a method, with
 * the state in an array in between, because C1 cannot compile more vector operations in one method,
 * and a method that C1 gives up on never reaches C2. Rounds have the rotations A (10 26, 11 21, 13
 * 27, 23 5) and B (6 20, 17 11, 25 10, 18 20) in turns of four.
 */
final class SimdThreefry {

  private static final VectorSpecies<Integer> INTS = Lanes.INTS;
  private static final int LANES = Lanes.COUNT;
  private static final IntVector LANE = IntVector.zero(INTS).addIndex(1);

  private static final int BLOCKS = NoiseStream.TILE_BLOCKS;

  /** Words of a tile: word q of lane l at {@code 16 q + l}. */
  static final int TILE_WORDS = 4 * BLOCKS;

  private SimdThreefry() {}

  /** Writes the words of {@code count} tiles whose numbers share all but the low 28 bits. */
  static void words(NoiseStream noise, long step, long tile, int count, int[] x) {
    int end = count * TILE_WORDS;
    long block = tile * BLOCKS;
    int k0 = (int) noise.seed();
    int k1 = (int) (noise.seed() >>> 32);
    int k2 = noise.tensor();
    int k3 = noise.law().domainTag();
    int k4 = Threefry4x32.PARITY ^ k0 ^ k1 ^ k2 ^ k3;
    firstRounds(
        x,
        end,
        (int) block + k0,
        (int) (block >>> 32) + k1,
        (int) step + k2,
        (int) (step >>> 32) + k3);
    roundsB(x, end, k1, k2, k3, k4 + 1);
    if (noise.rounds() == NoiseStream.FAST_ROUNDS) {
      lastOf13(x, end, k2, k3, k4, k0 + 2, k3, k4, k0, k1 + 3);
    } else {
      roundsA(x, end, k2, k3, k4, k0 + 2);
      roundsB(x, end, k3, k4, k0, k1 + 3);
      lastOf20(x, end, k4, k0, k1, k2 + 4, k0, k1, k2, k3 + 5);
    }
  }

  /**
   * Rounds 0 to 3 (A). All lanes share the upper three counter words, so half of round 0 and a part
   * of round 1 are done once in scalars.
   */
  private static void firstRounds(int[] x, int end, int c0, int c1, int c2, int c3) {
    int u2 = c2 + c3;
    int u3 = Integer.rotateLeft(c3, 26) ^ u2;
    int r1 = Integer.rotateLeft(c1, 10);
    int r3 = Integer.rotateLeft(u3, 11);
    for (int tile = 0, block = c0 + c1; tile < end; tile += TILE_WORDS, block += BLOCKS) {
      for (int lane = 0; lane < BLOCKS; lane += LANES) {
        IntVector x0 = LANE.add(block + lane);
        IntVector x1 = x0.lanewise(XOR, r1);
        x0 = x0.add(u3);
        IntVector x3 = x0.lanewise(XOR, r3);
        IntVector x2 = x1.add(u2);
        x1 = x1.lanewise(ROL, 21).lanewise(XOR, x2);
        x0 = x0.add(x1);
        x1 = x1.lanewise(ROL, 13).lanewise(XOR, x0);
        x2 = x2.add(x3);
        x3 = x3.lanewise(ROL, 27).lanewise(XOR, x2);
        x0 = x0.add(x3);
        x3 = x3.lanewise(ROL, 23).lanewise(XOR, x0);
        x2 = x2.add(x1);
        x1 = x1.lanewise(ROL, 5).lanewise(XOR, x2);
        int o = tile + lane;
        x0.intoArray(x, o);
        x1.intoArray(x, o + BLOCKS);
        x2.intoArray(x, o + 2 * BLOCKS);
        x3.intoArray(x, o + 3 * BLOCKS);
      }
    }
  }

  /** Adds a key to every word, then four rounds B. */
  private static void roundsB(int[] x, int end, int k0, int k1, int k2, int k3) {
    for (int tile = 0; tile < end; tile += TILE_WORDS) {
      for (int o = tile; o < tile + BLOCKS; o += LANES) {
        IntVector x0 = load(x, o).add(k0);
        IntVector x1 = load(x, o + BLOCKS).add(k1);
        IntVector x2 = load(x, o + 2 * BLOCKS).add(k2);
        IntVector x3 = load(x, o + 3 * BLOCKS).add(k3);
        x0 = x0.add(x1);
        x1 = x1.lanewise(ROL, 6).lanewise(XOR, x0);
        x2 = x2.add(x3);
        x3 = x3.lanewise(ROL, 20).lanewise(XOR, x2);
        x0 = x0.add(x3);
        x3 = x3.lanewise(ROL, 17).lanewise(XOR, x0);
        x2 = x2.add(x1);
        x1 = x1.lanewise(ROL, 11).lanewise(XOR, x2);
        x0 = x0.add(x1);
        x1 = x1.lanewise(ROL, 25).lanewise(XOR, x0);
        x2 = x2.add(x3);
        x3 = x3.lanewise(ROL, 10).lanewise(XOR, x2);
        x0 = x0.add(x3);
        x3 = x3.lanewise(ROL, 18).lanewise(XOR, x0);
        x2 = x2.add(x1);
        x1 = x1.lanewise(ROL, 20).lanewise(XOR, x2);
        x0.intoArray(x, o);
        x1.intoArray(x, o + BLOCKS);
        x2.intoArray(x, o + 2 * BLOCKS);
        x3.intoArray(x, o + 3 * BLOCKS);
      }
    }
  }

  /** Adds a key to every word, then four rounds A. */
  private static void roundsA(int[] x, int end, int k0, int k1, int k2, int k3) {
    for (int tile = 0; tile < end; tile += TILE_WORDS) {
      for (int o = tile; o < tile + BLOCKS; o += LANES) {
        IntVector x0 = load(x, o).add(k0);
        IntVector x1 = load(x, o + BLOCKS).add(k1);
        IntVector x2 = load(x, o + 2 * BLOCKS).add(k2);
        IntVector x3 = load(x, o + 3 * BLOCKS).add(k3);
        x0 = x0.add(x1);
        x1 = x1.lanewise(ROL, 10).lanewise(XOR, x0);
        x2 = x2.add(x3);
        x3 = x3.lanewise(ROL, 26).lanewise(XOR, x2);
        x0 = x0.add(x3);
        x3 = x3.lanewise(ROL, 11).lanewise(XOR, x0);
        x2 = x2.add(x1);
        x1 = x1.lanewise(ROL, 21).lanewise(XOR, x2);
        x0 = x0.add(x1);
        x1 = x1.lanewise(ROL, 13).lanewise(XOR, x0);
        x2 = x2.add(x3);
        x3 = x3.lanewise(ROL, 27).lanewise(XOR, x2);
        x0 = x0.add(x3);
        x3 = x3.lanewise(ROL, 23).lanewise(XOR, x0);
        x2 = x2.add(x1);
        x1 = x1.lanewise(ROL, 5).lanewise(XOR, x2);
        x0.intoArray(x, o);
        x1.intoArray(x, o + BLOCKS);
        x2.intoArray(x, o + 2 * BLOCKS);
        x3.intoArray(x, o + 3 * BLOCKS);
      }
    }
  }

  /** Adds a key to every word, then four rounds A, another key, and one round B. */
  private static void lastOf13(
      int[] x, int end, int k0, int k1, int k2, int k3, int j0, int j1, int j2, int j3) {
    for (int tile = 0; tile < end; tile += TILE_WORDS) {
      for (int o = tile; o < tile + BLOCKS; o += LANES) {
        IntVector x0 = load(x, o).add(k0);
        IntVector x1 = load(x, o + BLOCKS).add(k1);
        IntVector x2 = load(x, o + 2 * BLOCKS).add(k2);
        IntVector x3 = load(x, o + 3 * BLOCKS).add(k3);
        x0 = x0.add(x1);
        x1 = x1.lanewise(ROL, 10).lanewise(XOR, x0);
        x2 = x2.add(x3);
        x3 = x3.lanewise(ROL, 26).lanewise(XOR, x2);
        x0 = x0.add(x3);
        x3 = x3.lanewise(ROL, 11).lanewise(XOR, x0);
        x2 = x2.add(x1);
        x1 = x1.lanewise(ROL, 21).lanewise(XOR, x2);
        x0 = x0.add(x1);
        x1 = x1.lanewise(ROL, 13).lanewise(XOR, x0);
        x2 = x2.add(x3);
        x3 = x3.lanewise(ROL, 27).lanewise(XOR, x2);
        x0 = x0.add(x3);
        x3 = x3.lanewise(ROL, 23).lanewise(XOR, x0);
        x2 = x2.add(x1);
        x1 = x1.lanewise(ROL, 5).lanewise(XOR, x2);
        x0 = x0.add(j0);
        x1 = x1.add(j1);
        x2 = x2.add(j2);
        x3 = x3.add(j3);
        x0 = x0.add(x1);
        x1 = x1.lanewise(ROL, 6).lanewise(XOR, x0);
        x2 = x2.add(x3);
        x3 = x3.lanewise(ROL, 20).lanewise(XOR, x2);
        x0.intoArray(x, o);
        x1.intoArray(x, o + BLOCKS);
        x2.intoArray(x, o + 2 * BLOCKS);
        x3.intoArray(x, o + 3 * BLOCKS);
      }
    }
  }

  /** Adds a key to every word, then four rounds A, and another key. */
  private static void lastOf20(
      int[] x, int end, int k0, int k1, int k2, int k3, int j0, int j1, int j2, int j3) {
    for (int tile = 0; tile < end; tile += TILE_WORDS) {
      for (int o = tile; o < tile + BLOCKS; o += LANES) {
        IntVector x0 = load(x, o).add(k0);
        IntVector x1 = load(x, o + BLOCKS).add(k1);
        IntVector x2 = load(x, o + 2 * BLOCKS).add(k2);
        IntVector x3 = load(x, o + 3 * BLOCKS).add(k3);
        x0 = x0.add(x1);
        x1 = x1.lanewise(ROL, 10).lanewise(XOR, x0);
        x2 = x2.add(x3);
        x3 = x3.lanewise(ROL, 26).lanewise(XOR, x2);
        x0 = x0.add(x3);
        x3 = x3.lanewise(ROL, 11).lanewise(XOR, x0);
        x2 = x2.add(x1);
        x1 = x1.lanewise(ROL, 21).lanewise(XOR, x2);
        x0 = x0.add(x1);
        x1 = x1.lanewise(ROL, 13).lanewise(XOR, x0);
        x2 = x2.add(x3);
        x3 = x3.lanewise(ROL, 27).lanewise(XOR, x2);
        x0 = x0.add(x3);
        x3 = x3.lanewise(ROL, 23).lanewise(XOR, x0);
        x2 = x2.add(x1);
        x1 = x1.lanewise(ROL, 5).lanewise(XOR, x2);
        x0 = x0.add(j0);
        x1 = x1.add(j1);
        x2 = x2.add(j2);
        x3 = x3.add(j3);
        x0.intoArray(x, o);
        x1.intoArray(x, o + BLOCKS);
        x2.intoArray(x, o + 2 * BLOCKS);
        x3.intoArray(x, o + 3 * BLOCKS);
      }
    }
  }

  private static IntVector load(int[] x, int o) {
    return IntVector.fromArray(INTS, x, o);
  }
}
