// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import java.util.Arrays;

/**
 * Noise that is dealt to places, as the words of a tile or the bits of a word: element {@code e}
 * goes to place {@code (e >>> shift) mod places}. Values that were dealt together to two places are
 * a pair, and pairs of classes are counted for any two places.
 */
final class Places {

  private final int shift;
  private final EquiprobableClasses[] classes;

  /**
   * Empty places.
   *
   * @param law the law of the values
   * @param places their number, a power of two
   * @param shift number of low bits of an element that do not matter
   * @param most most values that a place will have
   */
  Places(Law law, int places, int shift, int most) {
    this.shift = shift;
    classes = new EquiprobableClasses[places];
    Arrays.setAll(classes, place -> new EquiprobableClasses(law, most));
  }

  /** A row of counts for each two of as many places, the first of them first. */
  static long[][] pairs(Law law, int places) {
    return rows(law, places * (places - 1) / 2);
  }

  /** Rows of counts of pairs of classes. */
  static long[][] rows(Law law, int number) {
    return new long[number][EquiprobableClasses.lawOfPairs(law).length];
  }

  void clear() {
    for (EquiprobableClasses place : classes) {
      place.clear();
    }
  }

  /**
   * Deals successive elements, the first of which belongs to place 0.
   *
   * @param xi their values
   */
  void deal(float[] xi) {
    for (int e = 0; e < xi.length; e++) {
      classes[(e >>> shift) & (classes.length - 1)].add(xi[e]);
    }
  }

  /**
   * Counts the pairs of any two places.
   *
   * @param counts a row for each two places i &lt; j, i first. Increased.
   */
  void countPairs(long[][] counts) {
    int pair = 0;
    for (int i = 0; i < classes.length; i++) {
      for (int j = i + 1; j < classes.length; j++) {
        classes[i].countPairs(classes[j], counts[pair++]);
      }
    }
  }

  /**
   * Counts the pairs of any place with any of others to which as many values were dealt.
   *
   * @param others as many places
   * @param counts a row for each two places, this one's first. Increased.
   */
  void countPairs(Places others, long[][] counts) {
    int pair = 0;
    for (EquiprobableClasses one : classes) {
      for (EquiprobableClasses other : others.classes) {
        one.countPairs(other, counts[pair++]);
      }
    }
  }
}
