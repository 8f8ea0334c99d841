// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.documents.JmhFile;
import antipgd.documents.JmhRecord;
import antipgd.reports.jmh.Limits.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a run belongs into the catalogue of machines: whole, of one machine that is named, of
 * code that everybody can get, steady where it matters, and without anybody's folders.
 */
public final class MachineCheck {

  /** What must be known of the machine, and how it looks. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "cpu", ".+",
          "model", ".+",
          "cores", "\\d+",
          "os", ".+",
          "jdk", ".+",
          "simd", "simd-\\d+",
          "date", ".+",
          "command", ".+");

  private static final String UNKNOWN = "unknown";

  /** Of an unchanged checkout. */
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");

  private static final Pattern FOLDER_OF_SOMEBODY =
      Pattern.compile("/home/|/root/|/Users/|(?i:[a-z]:[\\\\/]users[\\\\/])");

  /** One row in so many may be not steady, beside those that all others are compared with. */
  private static final int ROWS_PER_UNSTEADY = 10;

  /** In cache and from memory. */
  private static final List<Integer> LENGTHS = List.of(65536, 16777216);

  /** The floor, our kernels, and what a user of the JDK has. */
  private static final List<String> STEPS =
      List.of(
          "gd",
          "simdStored law=GAUSSIAN",
          "simdRegenerated law=RADEMACHER",
          "blockedStored law=GAUSSIAN",
          "scalarJdk law=GAUSSIAN");

  private final MachineRun run;
  private final Function<String, Optional<Boolean>> isKnown;
  private final List<String> faults = new ArrayList<>();

  private MachineCheck(MachineRun run, Function<String, Optional<Boolean>> isKnown) {
    this.run = run;
    this.isKnown = isKnown;
  }

  /**
   * Checks a run.
   *
   * @param run what to check
   * @param isKnown whether a commit is one of this repository; nothing where that cannot be told
   * @return what is wrong with it, a sentence each; empty if it belongs into the catalogue
   */
  public static List<String> faults(MachineRun run, Function<String, Optional<Boolean>> isKnown) {
    MachineCheck check = new MachineCheck(run, isKnown);
    check.schema();
    check.environment();
    check.commit();
    check.rows();
    check.privacy();
    return List.copyOf(check.faults);
  }

  private void schema() {
    run.run().leftOut().stream().limit(1).forEach(each -> faults.add("cannot be read: " + each));
    run.file().entries().stream()
        .filter(entry -> entry.record() != null && !isOfOurJar(entry.record()))
        .map(JmhFile.Entry::benchmark)
        .limit(1)
        .forEach(
            name ->
                faults.add(
                    name
                        + " lacks environment, legend, steady or series, so it is not of this jar"));
    if (Environments.parted(run.results(), JmhResult::environment).size() > 1) {
      faults.add("has results of several machines, JDKs or commits");
    }
  }

  private static boolean isOfOurJar(JmhRecord record) {
    return record.environment() != null
        && record.legend() != null
        && record.steady() != null
        && record.series() != null;
  }

  private void environment() {
    ENVIRONMENT.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            needed -> {
              String value = run.environment().getOrDefault(needed.getKey(), UNKNOWN);
              if (value.equals(UNKNOWN) || !value.matches(needed.getValue())) {
                faults.add("environment." + needed.getKey() + ": " + value + ": must be known");
              }
            });
    if (MachineRun.jdk(run.environment()).equals(UNKNOWN)) {
      faults.add("environment.jdk: must have the version of a VM with its build, as in 25.0.3+9");
    }
  }

  private void commit() {
    String commit = run.environment().getOrDefault("commit", UNKNOWN);
    if (!COMMIT.matcher(commit).matches()) {
      faults.add(
          "environment.commit: " + commit + ": must be a commit, built without changed files");
    } else if (!isKnown.apply(commit).orElse(true)) {
      faults.add("environment.commit: " + commit + ": must be one of this repository's history");
    }
  }

  private void rows() {
    for (int n : LENGTHS) {
      List<JmhResult> steps =
          run.results().stream()
              .filter(result -> result.benchmarkClass().endsWith(".GeneratedNoiseBenchmark"))
              .filter(result -> result.elements().orElse(0) == n)
              .toList();
      STEPS.forEach(step -> need("GeneratedNoise." + step + " n=" + n, steps, step));
      Limits limits = Limits.of(run.results());
      steps.stream()
          .filter(result -> result.method().equals("gd"))
          .flatMap(gd -> Stream.of(Sort.values()).filter(sort -> limits.best(sort, gd).isEmpty()))
          .forEach(sort -> faults.add("lacks a steady " + sort.label + " limit at n=" + n));
    }
    List<JmhResult> unsteady =
        run.results().stream().filter(result -> !result.mayBeCompared()).toList();
    if (unsteady.size() * ROWS_PER_UNSTEADY > run.results().size()) {
      faults.add(
          unsteady.size()
              + " of "
              + run.results().size()
              + " results are not steady, more than one in "
              + ROWS_PER_UNSTEADY
              + ": "
              + unsteady.stream().map(MachineCheck::named).collect(Collectors.joining("; ")));
    }
  }

  /** At least one of its settings must be steady. */
  private void need(String name, List<JmhResult> steps, String step) {
    List<JmhResult> found =
        steps.stream()
            .filter(result -> (result.method() + " " + law(result)).strip().equals(step))
            .toList();
    if (found.isEmpty()) {
      faults.add("lacks " + name + ", which a run without options has");
    } else if (found.stream().noneMatch(JmhResult::mayBeCompared)) {
      faults.add(name + " is not steady: " + found.get(0).steadiness().reason());
    }
  }

  private static String law(JmhResult result) {
    return result.params().containsKey("law") ? "law=" + result.params().get("law") : "";
  }

  private static String named(JmhResult result) {
    return ClassNames.of(List.of(result.benchmarkClass())).get(result.benchmarkClass())
        + "."
        + result.label(List.of());
  }

  private void privacy() {
    run.file().texts().stream()
        .filter(text -> FOLDER_OF_SOMEBODY.matcher(text).find())
        .findFirst()
        .ifPresent(text -> faults.add("tells a folder of yours: " + text));
  }
}
