// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A run of noise as classes that are equally likely: the octiles of the normal law, or the two
 * signs. Two values are independent, as far as their classes can tell, if all pairs of classes are
 * equally likely; so not only correlation shows, but whatever signs or sizes have in common.
 *
 * <p>Each class is a set of bits, a bit a value: pairs are counted 64 at a time.
 */
final class EquiprobableClasses {

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
  private static final float FIVE_EIGHTHS = (float) NORMAL.inverseCumulativeProbability(5 / 8.);
  private static final float SIX_EIGHTHS = (float) NORMAL.inverseCumulativeProbability(6 / 8.);
  private static final float SEVEN_EIGHTHS = (float) NORMAL.inverseCumulativeProbability(7 / 8.);

  private final Law law;
  private final long[][] members;
  private int size;

  /**
   * No values.
   *
   * @param law the law of the values
   * @param most most values that will be added
   */
  EquiprobableClasses(Law law, int most) {
    this.law = law;
    members = new long[number(law)][(most + Long.SIZE - 1) / Long.SIZE];
  }

  private static int number(Law law) {
    return switch (law) {
      case GAUSSIAN -> 8;
      case RADEMACHER -> 2;
    };
  }

  /** Probabilities of the pairs of classes. */
  static double[] lawOfPairs(Law law) {
    double[] pairs = new double[number(law) * number(law)];
    Arrays.fill(pairs, 1. / pairs.length);
    return pairs;
  }

  void clear() {
    for (long[] bits : members) {
      Arrays.fill(bits, 0, words(), 0);
    }
    size = 0;
  }

  /** Those that hold the values. */
  private int words() {
    return (size + Long.SIZE - 1) / Long.SIZE;
  }

  void add(float xi) {
    members[classOf(xi)][size / Long.SIZE] |= 1L << size;
    size++;
  }

  /** The sign, and of Gaussian noise the octile of the size. */
  private int classOf(float xi) {
    int sign = xi < 0 ? 1 : 0;
    if (law == Law.RADEMACHER) {
      return sign;
    }
    float distance = Math.abs(xi);
    return 4 * sign
        + (distance > FIVE_EIGHTHS ? 1 : 0)
        + (distance > SIX_EIGHTHS ? 1 : 0)
        + (distance > SEVEN_EIGHTHS ? 1 : 0);
  }

  /**
   * Counts the pairs of classes of corresponding values.
   *
   * @param other as many values
   * @param counts number of each pair, by this run's class first. Increased.
   */
  void countPairs(EquiprobableClasses other, long[] counts) {
    int words = words();
    int pair = 0;
    for (long[] one : members) {
      for (long[] two : other.members) {
        int both = 0;
        for (int i = 0; i < words; i++) {
          both += Long.bitCount(one[i] & two[i]);
        }
        counts[pair++] += both;
      }
    }
  }
}
