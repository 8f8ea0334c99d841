// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.reports.jmh.Limits.Share;
import antipgd.reports.jmh.Limits.Sort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The results of a class in one environment, and the limits that were measured there. */
final class BenchmarkClass {

  private final String name;
  private final List<JmhResult> results;
  private final Limits limits;
  private final Map<String, String> environment;
  private final boolean sized;
  private final TimeUnit unit;
  private final Family spread;
  private final Map<JmhResult, String> suffixes = new IdentityHashMap<>();

  /**
   * Takes results.
   *
   * @param name what the class is called among others
   * @param results of one class, in the order of the file
   * @param limits what the machine can do in the same environment
   * @param environment what they ran on, with all values of what differs
   */
  BenchmarkClass(
      String name, List<JmhResult> results, Limits limits, Map<String, String> environment) {
    this.name = name;
    this.limits = limits;
    this.environment = environment;
    sized =
        results.stream().map(result -> result.legend().length()).distinct().count() == 1
            && results.stream().allMatch(result -> result.elements().isPresent());
    List<JmhResult> sorted = new ArrayList<>(results);
    if (sized) {
      sorted.sort(Comparator.comparingInt(result -> result.elements().getAsInt()));
    }
    this.results = List.copyOf(sorted);
    unit = TimeUnit.of(results);
    spread = family(0);
    tellApart();
  }

  /** Parts results into environments, and those into classes. */
  static List<BenchmarkClass> of(Collection<JmhResult> all) {
    Map<String, String> names = ClassNames.of(all.stream().map(JmhResult::benchmarkClass).toList());
    List<BenchmarkClass> classes = new ArrayList<>();
    Environments.parted(all, JmhResult::environment)
        .forEach(
            (environment, results) -> {
              Limits limits = Limits.of(results);
              Environments.groups(results, JmhResult::benchmarkClass)
                  .forEach(
                      (name, ofClass) ->
                          classes.add(
                              new BenchmarkClass(names.get(name), ofClass, limits, environment)));
            });
    return classes;
  }

  String name() {
    return name;
  }

  /** By length, and otherwise in the order of the file. */
  List<JmhResult> results() {
    return results;
  }

  Limits limits() {
    return limits;
  }

  Map<String, String> environment() {
    return environment;
  }

  /** Whether the number of elements a call works on is known of all results. */
  boolean isSized() {
    return sized;
  }

  /** The parameter that holds it. */
  String length() {
    return results.get(0).legend().length();
  }

  String timeUnit() {
    return sized ? "ns/element" : unit.text() + "/op";
  }

  /** What a call's time in ns is divided by to be shown. */
  double perCall(JmhResult result) {
    return sized ? result.elements().getAsInt() : unit.nanoseconds();
  }

  /** The time of an element, or of a call where no length is known, in {@link #timeUnit}. */
  Estimate time(JmhResult result) {
    return result.time(spread).times(1 / perCall(result));
  }

  /** Traffic with the interval that belongs to {@link #time}. */
  Optional<Estimate> bandwidth(JmhResult result) {
    return result.bandwidth().map(rate -> withInterval(rate, result));
  }

  /** Operations on lanes a second, likewise. */
  Optional<Estimate> arithmetic(JmhResult result) {
    return result.arithmetic().map(rate -> withInterval(rate, result));
  }

  private Estimate withInterval(Estimate rate, JmhResult result) {
    Estimate time = time(result);
    return time.inverse().times(rate.estimate() * time.estimate());
  }

  /** Patterns of work, which are not alternatives of which one is the best. */
  boolean measuresLimits() {
    return results.stream().allMatch(result -> result.legend().limit());
  }

  /** How much of a limit a kernel reaches. */
  Optional<Share> share(Sort sort, JmhResult kernel) {
    return limits.share(sort, kernel, time(kernel));
  }

  /** The larger share: of the limit that binds it. */
  Optional<Share> binding(JmhResult kernel) {
    return Arrays.stream(Sort.values())
        .flatMap(sort -> share(sort, kernel).stream())
        .max(Comparator.comparingDouble(share -> share.value().estimate()));
  }

  /** Kernels that cannot be as fast as they seem. */
  List<String> faults() {
    return results.stream()
        .flatMap(
            kernel -> binding(kernel).filter(Share::isFault).map(s -> fault(kernel, s)).stream())
        .toList();
  }

  /** What a result is called in a sentence. */
  String named(JmhResult result) {
    String length = sized ? " at " + length() + " = " + result.elements().getAsInt() : "";
    return result.label(hidden("")) + suffixes.get(result) + length;
  }

  private String fault(JmhResult kernel, Share share) {
    return name + " " + named(kernel) + " (" + share.perCent() + " % of " + share.of().label + ")";
  }

  /** The results as a table that makes so many comparisons. */
  Family family(int comparisons) {
    return new Family(
        results.stream().filter(JmhResult::mayBeCompared).map(JmhResult::forkTimes).toList(),
        comparisons);
  }

  /** The time for each fork. */
  List<Double> forkTimes(JmhResult result) {
    double perCall = perCall(result);
    return result.forkTimes().stream().map(time -> time / perCall).toList();
  }

  /**
   * What a result is called, and whether it is not steady; at one length none is called like
   * another.
   */
  String kernel(JmhResult result) {
    return kernel(result, "");
  }

  /** The same without a parameter that something else says. */
  String kernel(JmhResult result, String without) {
    return result.label(hidden(without))
        + suffixes.get(result)
        + (result.mayBeCompared() ? "" : " (not steady)");
  }

  private List<String> hidden(String also) {
    return sized ? List.of(length(), also) : List.of(also);
  }

  /** Those of one name are told apart by options of their VM if they differ, else by a number. */
  private void tellApart() {
    record Labelled(int elements, String label) {}
    Environments.groups(
            results,
            result ->
                new Labelled(sized ? result.elements().getAsInt() : 0, result.label(hidden(""))))
        .forEach(
            (labelled, same) -> {
              boolean flagsDiffer = same.stream().map(BenchmarkClass::flags).distinct().count() > 1;
              Environments.groups(same, result -> flagsDiffer ? flags(result) : "")
                  .forEach(
                      (flags, alike) -> {
                        for (int i = 0; i < alike.size(); i++) {
                          suffixes.put(
                              alike.get(i),
                              (flags.isEmpty() ? "" : " " + flags)
                                  + (i == 0 ? "" : " (" + (i + 1) + ")"));
                        }
                      });
            });
  }

  private static String flags(JmhResult result) {
    return result.environment().getOrDefault(Environments.FLAGS, "");
  }

  boolean hasAllocation() {
    return results.stream().anyMatch(result -> result.allocation().isPresent());
  }

  /** Baselines that were measured. */
  List<String> baselines() {
    return results.stream()
        .flatMap(result -> result.legend().baselines().stream())
        .distinct()
        .filter(method -> results.stream().anyMatch(result -> result.method().equals(method)))
        .toList();
  }

  /**
   * The result of a baseline that a kernel can be compared with: in the same mode, with as many
   * threads, and at the same parameters, of which the baseline may lack some that the kernel has,
   * but not the reverse. Parameters whose values its run found by itself do not count. Of several
   * the one that lacks fewest, and was run like the kernel.
   */
  Optional<JmhResult> comparable(JmhResult kernel, String baseline) {
    return results.stream()
        .filter(result -> result.method().equals(baseline))
        .filter(result -> result.mode().equals(kernel.mode()))
        .filter(result -> result.threads() == kernel.threads())
        .filter(result -> kernel.params().entrySet().containsAll(asked(result).entrySet()))
        .max(
            Comparator.<JmhResult>comparingInt(result -> result == kernel ? 1 : 0)
                .thenComparingInt(result -> result.params().size())
                .thenComparingInt(result -> flags(result).equals(flags(kernel)) ? 1 : 0));
  }

  private static Map<String, String> asked(JmhResult result) {
    Map<String, String> asked = new HashMap<>(result.params());
    asked.keySet().removeAll(result.legend().found());
    return asked;
  }
}
