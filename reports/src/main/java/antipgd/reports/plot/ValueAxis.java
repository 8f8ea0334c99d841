// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * An axis: values on a stretch of the picture.
 *
 * @param scale how they lie
 * @param low where the scale begins
 * @param high where the scale ends
 * @param from coordinate of the beginning
 * @param to coordinate of the end
 */
record ValueAxis(Scale scale, double low, double high, double from, double to) {

  private static final double MARGIN = 0.06;

  /** Of its size. Values that are closer are as good as one. */
  private static final double LEAST_SPAN = 1e-9;

  /** A named value at its coordinate. */
  record Tick(double at, String label) {}

  /** An axis over all values that the scale shows. */
  static ValueAxis over(Scale scale, DoubleStream values, double from, double to) {
    double[] at = values.filter(scale::shows).map(scale::at).sorted().toArray();
    double low = at.length == 0 ? 0 : at[0];
    double high = at.length == 0 ? 0 : at[at.length - 1];
    double around = scale.around(Math.max(Math.abs(low), Math.abs(high)));
    if (high - low <= LEAST_SPAN * around) {
      low -= around;
      high += around;
    }
    double margin = MARGIN * (high - low);
    return new ValueAxis(scale, low - margin, high + margin, from, to);
  }

  double at(double value) {
    return from + (scale.at(value) - low) / (high - low) * (to - from);
  }

  /** Where a value lies, or another if the scale does not show it. */
  double at(double value, double otherwise) {
    return at(scale.shows(value) ? value : otherwise);
  }

  boolean reaches(double value) {
    return scale.shows(value) && scale.at(value) >= low && scale.at(value) <= high;
  }

  /** The same values elsewhere. */
  ValueAxis on(double from, double to) {
    return new ValueAxis(scale, low, high, from, to);
  }

  /** As many values as have room, two at least. */
  List<Tick> ticks(ToDoubleFunction<String> size) {
    List<List<Double>> choices = scale.ticks(scale.valueAt(low), scale.valueAt(high));
    for (List<Double> values : choices) {
      List<Tick> ticks = named(values);
      if (fit(ticks, size)) {
        return ticks;
      }
    }
    List<Tick> most = named(choices.get(0));
    return List.of(most.get(0), most.get(most.size() - 1));
  }

  private List<Tick> named(List<Double> values) {
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      double gap = values.get(Math.max(1, i)) - values.get(Math.max(1, i) - 1);
      ticks.add(new Tick(at(values.get(i)), scale.label(values.get(i), gap)));
    }
    return ticks;
  }

  private static boolean fit(List<Tick> ticks, ToDoubleFunction<String> size) {
    for (int i = 1; i < ticks.size(); i++) {
      Tick one = ticks.get(i - 1);
      Tick next = ticks.get(i);
      double sizes = size.applyAsDouble(one.label()) + size.applyAsDouble(next.label());
      if (Math.abs(next.at() - one.at()) < sizes / 2) {
        return false;
      }
    }
    return true;
  }
}
