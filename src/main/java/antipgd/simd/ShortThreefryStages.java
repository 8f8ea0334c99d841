// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

// Written by ThreefryStagesGenerator: change that, and run
// mvn -pl src test -Dtest=ThreefryStagesTest -Dregenerate

import static antipgd.simd.NoiseBlock.W1;
import static antipgd.simd.NoiseBlock.W2;
import static antipgd.simd.NoiseBlock.W3;
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.List;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link SimdThreefry} for JDK 17, where a rotation is three operations and the JIT stops inlining
 * after about forty: at most three rounds a stage.
 */
final class ShortThreefryStages {

  private static final VectorSpecies<Integer> INTS = Lanes.INTS;
  private static final int LANES = Lanes.COUNT;
  private static final IntVector LANE = IntVector.zero(INTS).addIndex(1);

  static final List<Stage> ROUNDS_13 =
      List.of(
          new Rounds0To3(),
          new KeyRounds4To5Mix6(1),
          new Mix6Round7KeyRound8(2),
          new Rounds9To11(),
          new KeyRound12(3));

  static final List<Stage> ROUNDS_20 =
      List.of(
          new Rounds0To3(),
          new KeyRounds4To5Mix6(1),
          new Mix6Round7KeyRound8(2),
          new Rounds9To11(),
          new KeyRounds4To5Mix6(3),
          new Mix6Round7KeyRound8(4),
          new Rounds9To11(),
          new Key(5));

  private ShortThreefryStages() {}

  private static IntVector load(int[] x, int i) {
    return IntVector.fromArray(INTS, x, i);
  }

  private record Rounds0To3() implements Stage {
    @Override
    public void run(NoiseBlock b) {
      // All lanes share the upper three counter words, so half of round 0 and a part of round 1 are
      // done once in scalars.
      int c1 = (int) (b.block >>> 32) + b.keys[1];
      int c3 = (int) (b.step >>> 32) + b.keys[3];
      int u2 = (int) b.step + b.keys[2] + c3;
      int u3 = Integer.rotateLeft(c3, 26) ^ u2;
      int r1 = Integer.rotateLeft(c1, 10);
      int r3 = Integer.rotateLeft(u3, 11);
      int sum = (int) b.block + b.keys[0] + c1;
      int[] x = b.cipher;
      for (int j = 0, end = b.lanes; j < end; j += LANES) {
        int i = NoiseBlock.word0(j);
        IntVector x0 = LANE.add(sum + j);
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
        x0.intoArray(x, i);
        x1.intoArray(x, i + W1);
        x2.intoArray(x, i + W2);
        x3.intoArray(x, i + W3);
      }
    }
  }

  private record KeyRounds4To5Mix6(int n) implements Stage {
    @Override
    public void run(NoiseBlock b) {
      int key0 = b.keys[4 * n + 0];
      int key1 = b.keys[4 * n + 1];
      int key2 = b.keys[4 * n + 2];
      int key3 = b.keys[4 * n + 3];
      int[] x = b.cipher;
      for (int j = 0, end = b.lanes; j < end; j += LANES) {
        int i = NoiseBlock.word0(j);
        IntVector x0 = load(x, i);
        IntVector x1 = load(x, i + W1);
        IntVector x2 = load(x, i + W2);
        IntVector x3 = load(x, i + W3);
        x0 = x0.add(key0);
        x1 = x1.add(key1);
        x2 = x2.add(key2);
        x3 = x3.add(key3);
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
        x0.intoArray(x, i);
        x1.intoArray(x, i + W1);
        x2.intoArray(x, i + W2);
        x3.intoArray(x, i + W3);
      }
    }
  }

  private record Mix6Round7KeyRound8(int n) implements Stage {
    @Override
    public void run(NoiseBlock b) {
      int key0 = b.keys[4 * n + 0];
      int key1 = b.keys[4 * n + 1];
      int key2 = b.keys[4 * n + 2];
      int key3 = b.keys[4 * n + 3];
      int[] x = b.cipher;
      for (int j = 0, end = b.lanes; j < end; j += LANES) {
        int i = NoiseBlock.word0(j);
        IntVector x0 = load(x, i);
        IntVector x1 = load(x, i + W1);
        IntVector x2 = load(x, i + W2);
        IntVector x3 = load(x, i + W3);
        x2 = x2.add(x3);
        x3 = x3.lanewise(ROL, 10).lanewise(XOR, x2);
        x0 = x0.add(x3);
        x3 = x3.lanewise(ROL, 18).lanewise(XOR, x0);
        x2 = x2.add(x1);
        x1 = x1.lanewise(ROL, 20).lanewise(XOR, x2);
        x0 = x0.add(key0);
        x1 = x1.add(key1);
        x2 = x2.add(key2);
        x3 = x3.add(key3);
        x0 = x0.add(x1);
        x1 = x1.lanewise(ROL, 10).lanewise(XOR, x0);
        x2 = x2.add(x3);
        x3 = x3.lanewise(ROL, 26).lanewise(XOR, x2);
        x0.intoArray(x, i);
        x1.intoArray(x, i + W1);
        x2.intoArray(x, i + W2);
        x3.intoArray(x, i + W3);
      }
    }
  }

  private record Rounds9To11() implements Stage {
    @Override
    public void run(NoiseBlock b) {
      int[] x = b.cipher;
      for (int j = 0, end = b.lanes; j < end; j += LANES) {
        int i = NoiseBlock.word0(j);
        IntVector x0 = load(x, i);
        IntVector x1 = load(x, i + W1);
        IntVector x2 = load(x, i + W2);
        IntVector x3 = load(x, i + W3);
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
        x0.intoArray(x, i);
        x1.intoArray(x, i + W1);
        x2.intoArray(x, i + W2);
        x3.intoArray(x, i + W3);
      }
    }
  }

  private record KeyRound12(int n) implements Stage {
    @Override
    public void run(NoiseBlock b) {
      int key0 = b.keys[4 * n + 0];
      int key1 = b.keys[4 * n + 1];
      int key2 = b.keys[4 * n + 2];
      int key3 = b.keys[4 * n + 3];
      int[] x = b.cipher;
      for (int j = 0, end = b.lanes; j < end; j += LANES) {
        int i = NoiseBlock.word0(j);
        IntVector x0 = load(x, i);
        IntVector x1 = load(x, i + W1);
        IntVector x2 = load(x, i + W2);
        IntVector x3 = load(x, i + W3);
        x0 = x0.add(key0);
        x1 = x1.add(key1);
        x2 = x2.add(key2);
        x3 = x3.add(key3);
        x0 = x0.add(x1);
        x1 = x1.lanewise(ROL, 6).lanewise(XOR, x0);
        x2 = x2.add(x3);
        x3 = x3.lanewise(ROL, 20).lanewise(XOR, x2);
        x0.intoArray(x, i);
        x1.intoArray(x, i + W1);
        x2.intoArray(x, i + W2);
        x3.intoArray(x, i + W3);
      }
    }
  }

  private record Key(int n) implements Stage {
    @Override
    public void run(NoiseBlock b) {
      int key0 = b.keys[4 * n + 0];
      int key1 = b.keys[4 * n + 1];
      int key2 = b.keys[4 * n + 2];
      int key3 = b.keys[4 * n + 3];
      int[] x = b.cipher;
      for (int j = 0, end = b.lanes; j < end; j += LANES) {
        int i = NoiseBlock.word0(j);
        IntVector x0 = load(x, i);
        IntVector x1 = load(x, i + W1);
        IntVector x2 = load(x, i + W2);
        IntVector x3 = load(x, i + W3);
        x0 = x0.add(key0);
        x1 = x1.add(key1);
        x2 = x2.add(key2);
        x3 = x3.add(key3);
        x0.intoArray(x, i);
        x1.intoArray(x, i + W1);
        x2.intoArray(x, i + W2);
        x3.intoArray(x, i + W3);
      }
    }
  }
}
