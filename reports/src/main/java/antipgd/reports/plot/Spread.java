// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Texts along a line, each as near to its thing as the others let it. */
final class Spread {

  private Spread() {}

  /**
   * Finds places for texts.
   *
   * @param wanted where each one's thing is
   * @param sizes of the texts along the line; together no more than there is
   * @param from where the line begins
   * @param to where it ends
   * @return the middle of each text
   */
  static double[] middles(double[] wanted, double[] sizes, double from, double to) {
    List<Integer> order =
        IntStream.range(0, wanted.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> wanted[i]))
            .toList();
    double[] middles = new double[wanted.length];
    double free = from;
    for (int i : order) {
      middles[i] = Math.max(wanted[i], free + sizes[i] / 2);
      free = middles[i] + sizes[i] / 2;
    }
    free = to;
    for (int k = order.size() - 1; k >= 0; k--) {
      int i = order.get(k);
      middles[i] = Math.min(middles[i], free - sizes[i] / 2);
      free = middles[i] - sizes[i] / 2;
    }
    return middles;
  }
}
