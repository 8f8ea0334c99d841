// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One cold start of a JMH run: a kernel at one length, stepping from the first call on in VMs that
 * had never seen it. A fork gives one number for each quantity, NaN where its shot was too short to
 * know it.
 *
 * @param place where it stands: file, number and name
 * @param kernel name of the method
 * @param n elements of a step
 * @param quantities a value for each fork, by JMH's name of the secondary result
 * @param environment what it ran on, in the order to show it
 */
public record ColdStart(
    String place,
    String kernel,
    int n,
    Map<String, List<Double>> quantities,
    Map<String, String> environment) {

  /** Time of the first step, with all that comes before it. */
  static final String FIRST_STEP_MS = "firstStepMs";

  /** Time until steps are about as fast as they become. */
  static final String WARM_AFTER_MS = "warmAfterMs";

  /** What an element takes from then on. */
  static final String STEADY_NS = "steadyNsPerElement";

  private static final Pattern ELEMENTS_BY = Pattern.compile("elementsBy([0-9]{1,9})ms");

  /** Whether a secondary result is a quantity of a cold start, and not a profiler's. */
  static boolean knows(String quantity) {
    return List.of(FIRST_STEP_MS, WARM_AFTER_MS, STEADY_NS).contains(quantity)
        || ELEMENTS_BY.matcher(quantity).matches();
  }

  /** How many forks it was tried in. */
  int forks() {
    return quantities.get(FIRST_STEP_MS).size();
  }

  /** The median over forks, from the least to the largest of them. */
  Estimate of(String quantity) {
    return overForks(quantities.getOrDefault(quantity, List.of()));
  }

  /** Elements that were done by a time, which is in ms, for every time of which it is told. */
  NavigableMap<Integer, Estimate> elements() {
    NavigableMap<Integer, Estimate> elements = new TreeMap<>();
    quantities.forEach(
        (name, values) -> {
          Matcher by = ELEMENTS_BY.matcher(name);
          if (by.matches()) {
            elements.put(Integer.valueOf(by.group(1)), overForks(values));
          }
        });
    return elements;
  }

  private static Estimate overForks(List<Double> values) {
    List<Double> known = values.stream().filter(value -> !value.isNaN()).sorted().toList();
    int forks = known.size();
    if (forks == 0) {
      return Estimate.unknown(Double.NaN);
    }
    double median = (known.get((forks - 1) / 2) + known.get(forks / 2)) / 2;
    return forks == 1
        ? Estimate.unknown(median)
        : new Estimate(known.get(0), median, known.get(forks - 1));
  }
}
