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
 * {@link SimdThreefry} where a rotation is one operation: four rounds a stage. Each stage stores
 * four vectors a tile and loads them again, so fewer are faster.
 */
final class LongThreefryStages {

  private static final VectorSpecies<Integer> INTS = Lanes.INTS;
  private static final int LANES = Lanes.COUNT;
  private static final IntVector LANE = IntVector.zero(INTS).addIndex(1);

  static final List<Stage> ROUNDS_0_TO_12 =
      List.of(
          LongThreefryStages::rounds0To3Key1Round4,
          LongThreefryStages::rounds5To7Key2Round8,
          LongThreefryStages::rounds9To11Key3Round12);

  static final List<Stage> ROUNDS_13_TO_19 =
      List.of(LongThreefryStages::rounds13To15Key4Round16, LongThreefryStages::rounds17To19Key5);

  private LongThreefryStages() {}

  private static void rounds0To3Key1Round4(NoiseBlock b) {
    // All lanes share the upper three counter words, so half of round 0 and a part of round 1 are
    // done once in scalars.
    int c1 = (int) (b.block >>> 32) + b.k1;
    int c3 = (int) (b.step >>> 32) + b.k3;
    int u2 = (int) b.step + b.k2 + c3;
    int u3 = Integer.rotateLeft(c3, 26) ^ u2;
    int r1 = Integer.rotateLeft(c1, 10);
    int r3 = Integer.rotateLeft(u3, 11);
    int sum = (int) b.block + b.k0 + c1;
    int key1x0 = b.k1;
    int key1x1 = b.k2;
    int key1x2 = b.k3;
    int key1x3 = b.k4 + 1;
    int[] x = b.words;
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
      x0 = x0.add(key1x0);
      x1 = x1.add(key1x1);
      x2 = x2.add(key1x2);
      x3 = x3.add(key1x3);
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

  private static void rounds5To7Key2Round8(NoiseBlock b) {
    int key2x0 = b.k2;
    int key2x1 = b.k3;
    int key2x2 = b.k4;
    int key2x3 = b.k0 + 2;
    int[] x = b.words;
    for (int j = 0, end = b.lanes; j < end; j += LANES) {
      int i = NoiseBlock.word0(j);
      IntVector x0 = load(x, i);
      IntVector x1 = load(x, i + W1);
      IntVector x2 = load(x, i + W2);
      IntVector x3 = load(x, i + W3);
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
      x0 = x0.add(key2x0);
      x1 = x1.add(key2x1);
      x2 = x2.add(key2x2);
      x3 = x3.add(key2x3);
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

  private static void rounds9To11Key3Round12(NoiseBlock b) {
    int key3x0 = b.k3;
    int key3x1 = b.k4;
    int key3x2 = b.k0;
    int key3x3 = b.k1 + 3;
    int[] x = b.words;
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
      x0 = x0.add(key3x0);
      x1 = x1.add(key3x1);
      x2 = x2.add(key3x2);
      x3 = x3.add(key3x3);
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

  private static void rounds13To15Key4Round16(NoiseBlock b) {
    int key4x0 = b.k4;
    int key4x1 = b.k0;
    int key4x2 = b.k1;
    int key4x3 = b.k2 + 4;
    int[] x = b.words;
    for (int j = 0, end = b.lanes; j < end; j += LANES) {
      int i = NoiseBlock.word0(j);
      IntVector x0 = load(x, i);
      IntVector x1 = load(x, i + W1);
      IntVector x2 = load(x, i + W2);
      IntVector x3 = load(x, i + W3);
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
      x0 = x0.add(key4x0);
      x1 = x1.add(key4x1);
      x2 = x2.add(key4x2);
      x3 = x3.add(key4x3);
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

  private static void rounds17To19Key5(NoiseBlock b) {
    int key5x0 = b.k0;
    int key5x1 = b.k1;
    int key5x2 = b.k2;
    int key5x3 = b.k3 + 5;
    int[] x = b.words;
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
      x0 = x0.add(key5x0);
      x1 = x1.add(key5x1);
      x2 = x2.add(key5x2);
      x3 = x3.add(key5x3);
      x0.intoArray(x, i);
      x1.intoArray(x, i + W1);
      x2.intoArray(x, i + W2);
      x3.intoArray(x, i + W3);
    }
  }

  private static IntVector load(int[] x, int i) {
    return IntVector.fromArray(INTS, x, i);
  }
}
