// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

import java.util.ArrayList;
import java.util.List;

/** How values lie on an axis, and which of them it names. */
public enum Scale {
  /** As they are. */
  LINEAR(0),
  /** As they are, with whole numbers named only. */
  WHOLE(0),
  /** By their logarithm: a grid line each time they double. */
  LOG2(2, 1),
  /** The same for counts: K is 1024. */
  BINARY(2, 1),
  /** By their logarithm: a grid line each time they grow tenfold, and between. */
  LOG10(10, 1, 2, 5);

  /** What is beyond is not shown: ranges and their margins would overflow. */
  private static final double MOST = 1e100;

  private static final int MOST_TICKS = 9;

  /** With fewer powers of its base a logarithmic axis names evenly spaced values. */
  private static final int LEAST_POWERS = 3;

  private static final int DIGITS = 3;

  /** A multiple of a step may miss nothing by that share of it. */
  private static final double ROUNDING = 1e-6;

  private final double base;
  private final double[] factors;

  Scale(double base, double... factors) {
    this.base = base;
    this.factors = factors;
  }

  private boolean isLogarithmic() {
    return base > 0;
  }

  /** Whether it can show a value. */
  boolean shows(double value) {
    return Math.abs(value) <= MOST && (!isLogarithmic() || value >= 1 / MOST);
  }

  /** How far to look around values that lie together, the largest of them at a position. */
  double around(double position) {
    if (isLogarithmic() || Math.abs(position) < 1 / MOST) {
      return 1;
    }
    return this == WHOLE ? Math.max(1, position / 2) : Math.abs(position / 2);
  }

  /** Where a value lies. */
  double at(double value) {
    return isLogarithmic() ? Math.log(value) / Math.log(base) : value;
  }

  /** What lies there. */
  double valueAt(double position) {
    return isLogarithmic() ? Math.pow(base, position) : position;
  }

  /** Choices of values to name, those with the most first; there are two in each, at least. */
  List<List<Double>> ticks(double low, double high) {
    List<List<Double>> choices = new ArrayList<>();
    if (isLogarithmic()) {
      List<Double> powers = powers(low, high, 1, factors);
      if (powers.size() >= LEAST_POWERS) {
        add(choices, powers);
        for (int stride = 1; stride < powers.size(); stride *= 2) {
          add(choices, powers(low, high, stride, 1));
        }
      }
    }
    if (choices.isEmpty()) {
      for (int count = MOST_TICKS; count > 1; count--) {
        add(choices, even(low, high, step((high - low) / count)));
      }
    }
    return choices.isEmpty() ? LINEAR.ticks(low, high) : choices;
  }

  private static void add(List<List<Double>> choices, List<Double> ticks) {
    if (ticks.size() > 1 && ticks.size() <= MOST_TICKS) {
      choices.add(ticks);
    }
  }

  private List<Double> powers(double low, double high, int stride, double... factors) {
    List<Double> powers = new ArrayList<>();
    int first = Math.floorDiv((int) Math.floor(at(low)), stride) * stride;
    for (int power = first; power <= at(high); power += stride) {
      for (double factor : factors) {
        double value = factor * Math.pow(base, power);
        if (value >= low && value <= high) {
          powers.add(value);
        }
      }
    }
    return powers;
  }

  private static List<Double> even(double low, double high, double step) {
    List<Double> ticks = new ArrayList<>();
    for (double k = Math.ceil(low / step); k * step <= high; k++) {
      ticks.add(k * step);
    }
    return ticks;
  }

  /** The least round number that is as large. */
  private double step(double least) {
    if (this == BINARY) {
      return Math.pow(2, Math.ceil(Math.log(least) / Math.log(2)));
    }
    double power = Math.pow(10, NumberText.magnitude(least));
    double step = least <= power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10;
    return this == WHOLE ? Math.max(1, step * power) : step * power;
  }

  /** A value as the axis names it, exact enough to tell it from its neighbour. */
  String label(double value, double gap) {
    if (Math.abs(value) < gap * ROUNDING) {
      return "0";
    }
    int digits = Math.max(DIGITS, 1 + NumberText.magnitude(value) - NumberText.magnitude(gap));
    // Halves and quarters of a K have more digits than their distance tells.
    return this == BINARY
        ? NumberText.binary(value, digits + DIGITS)
        : NumberText.shown(value, digits);
  }
}
