// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.documents.JmhFile;
import antipgd.documents.JsonFile;
import antipgd.documents.MalformedResultException;
import antipgd.reports.page.Section;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run of {@code benchmarks.jar} without options, as the catalogue of machines has it: one a CPU,
 * lane width and JDK, of which its name is made.
 *
 * @param name of its file, without extension
 * @param file its JSON, which does not say where on the machine the VM stands
 * @param run its results
 * @param environment what they ran on; of several environments the first
 */
public record MachineRun(String name, JmhFile file, JmhRun run, Map<String, String> environment) {

  private static final String UNKNOWN = "unknown";

  /** As {@code java.vm.version} tells it, with its build. */
  private static final Pattern JDK = Pattern.compile(" (\\d+)[.\\d]*(-\\w+)?\\+");

  private static final Pattern LANES = Pattern.compile("simd-(\\d+)");

  /** What makers put into the names of CPUs that tells none from another. */
  private static final String EMPTY_WORDS =
      "\\((r|tm)\\)|@.*|\\bwith .*|\\b(cpu|processor|\\d+-core)\\b";

  /** What {@code environment.model} has beside numbers. */
  private static final String MODEL_WORDS = "family|model|implementer|part";

  /**
   * Takes a run from a file.
   *
   * @param json what {@code benchmarks.jar} wrote
   * @return the run with the name that it has in the catalogue, whether or not it belongs there
   * @throws MalformedResultException if it is not what JMH writes
   */
  public static MachineRun of(JsonFile json) throws MalformedResultException {
    JmhRun run = JmhRun.of(json);
    Map<String, String> environment =
        run.results().stream().map(JmhResult::environment).findFirst().orElse(Map.of());
    JmhFile file = JmhFile.of(json).withJvm("jdk-" + jdk(environment) + "/bin/java");
    return new MachineRun(nameOf(environment), file, run, environment);
  }

  /**
   * The name of a run, without asking whose or when it is.
   *
   * @param environment what it ran on
   * @return such as {@code amd-epyc-26-2-512-jdk25}: CPU, family and model, lanes in bits, JDK
   */
  static String nameOf(Map<String, String> environment) {
    String cpu =
        environment
            .getOrDefault("cpu", UNKNOWN)
            .toLowerCase(Locale.ROOT)
            .replaceAll(EMPTY_WORDS, " ");
    String model = environment.getOrDefault("model", UNKNOWN).replaceAll(MODEL_WORDS, " ");
    return Section.slug(cpu, model, lanes(environment), "jdk" + jdk(environment));
  }

  static String lanes(Map<String, String> environment) {
    return found(LANES, environment.getOrDefault("simd", ""));
  }

  static String jdk(Map<String, String> environment) {
    return found(JDK, environment.getOrDefault("jdk", ""));
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : UNKNOWN;
  }

  List<JmhResult> results() {
    return run.results();
  }
}
