// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a result comes from: machine, VM, commit, command. Every document has it.
 *
 * @param java version of the VM
 * @param os name and architecture of the operating system
 * @param processors number of processors that the VM saw
 * @param environment more about all that, by name, in the order to show it; empty in the oldest
 *     files
 * @param kernel name of the kernel that did the steps
 */
public record Provenance(
    String java,
    String os,
    int processors,
    @MayBeMissing Map<String, String> environment,
    String kernel) {

  private static final String UNKNOWN = "unknown";

  private static final Pattern WINDOWS_MODEL = Pattern.compile("Family \\d+ Model \\d+");

  /** A system property, so that it reaches whatever of this VM writes a document. */
  private static final String COMMAND = "antipgd.command";

  /** Copies the map. */
  public Provenance {
    InvalidFieldException.requireAtLeast(1, "processors", processors);
    environment =
        environment == null
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /**
   * Says which command documents come from; where nobody does, the build.
   *
   * @param program how it is started
   * @param args its arguments
   */
  public static void setCommand(String program, String... args) {
    System.setProperty(COMMAND, (program + " " + String.join(" ", args)).strip());
  }

  /**
   * The provenance of what this VM finds now.
   *
   * @param kernel name of the kernel that does the steps
   * @return machine, VM, commit, flags, date and command
   */
  public static Provenance ofThisVm(String kernel) {
    Map<String, String> environment = machine();
    environment.put("flags", flags());
    environment.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    environment.put("command", System.getProperty(COMMAND, maven()));
    return new Provenance(
        Runtime.version().toString(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        environment,
        kernel);
  }

  /** An image of the JDK may lack the module that knows them. */
  private static String flags() {
    try {
      return String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments());
    } catch (LinkageError e) {
      return UNKNOWN;
    }
  }

  /** What Maven's own script says to the VMs below it. */
  private static String maven() {
    return "mvn " + System.getenv().getOrDefault("MAVEN_CMD_LINE_ARGS", "verify").strip();
  }

  /**
   * The machine and the VM that this runs on, and the commit that it was built from.
   *
   * @return {@code cpu}, {@code model}, {@code cores}, {@code caches}, {@code os}, {@code jdk} and
   *     {@code commit}, in this order, in a map of the caller's own; what cannot be found out is
   *     {@code unknown}
   */
  public static Map<String, String> machine() {
    Map<String, String> machine = new LinkedHashMap<>();
    Map<String, String> cpuinfo = cpuinfo();
    machine.put("cpu", cpu(cpuinfo));
    machine.put("model", model(cpuinfo));
    machine.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
    machine.put("caches", caches());
    machine.put("os", properties("os.name", "os.version", "os.arch"));
    machine.put("jdk", properties("java.vm.name", "java.vm.version", "java.vendor"));
    machine.put("commit", commit());
    return machine;
  }

  /**
   * All of it by the names under which a reader looks for it, each thing once: the oldest files
   * have no {@code environment}, and then the other fields have to do.
   *
   * @return values by name, in the order to show them, in a map of the caller's own
   */
  public Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>(environment);
    values.putIfAbsent("jdk", java);
    values.putIfAbsent("os", os);
    values.putIfAbsent("cores", String.valueOf(processors));
    values.putIfAbsent("simd", kernel);
    return values;
  }

  private static String properties(String... names) {
    return Stream.of(names).map(System::getProperty).collect(Collectors.joining(" "));
  }

  /** What Linux says of its first CPU; nothing elsewhere. */
  private static Map<String, String> cpuinfo() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .map(line -> line.split("\\s*:\\s*", 2))
          .filter(parts -> parts.length == 2)
          .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (first, later) -> first));
    } catch (IOException e) {
      return Map.of();
    }
  }

  /** Where Linux and Windows say it; elsewhere the architecture has to do. */
  private static String cpu(Map<String, String> cpuinfo) {
    return cpuinfo.getOrDefault(
        "model name", windows().isEmpty() ? System.getProperty("os.arch") : windows());
  }

  /** Of which make, since names such as those of virtual machines say little; or unknown. */
  static String model(Map<String, String> cpuinfo) {
    if (cpuinfo.containsKey("cpu family") && cpuinfo.containsKey("model")) {
      return "family " + cpuinfo.get("cpu family") + " model " + cpuinfo.get("model");
    }
    if (cpuinfo.containsKey("CPU implementer") && cpuinfo.containsKey("CPU part")) {
      return "implementer " + cpuinfo.get("CPU implementer") + " part " + cpuinfo.get("CPU part");
    }
    Matcher windows = WINDOWS_MODEL.matcher(windows());
    return windows.find() ? windows.group().toLowerCase(Locale.ROOT) : UNKNOWN;
  }

  private static String windows() {
    return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "");
  }

  /** Where Linux says it; elsewhere unknown. */
  private static String caches() {
    Path folder = Path.of("/sys/devices/system/cpu/cpu0/cache");
    TreeSet<String> caches = new TreeSet<>();
    try (DirectoryStream<Path> indexes = Files.newDirectoryStream(folder, "index*")) {
      for (Path index : indexes) {
        caches.add(
            "L" + read(index, "level") + " " + read(index, "type") + " " + read(index, "size"));
      }
    } catch (IOException e) {
      return UNKNOWN;
    }
    return String.join(", ", caches);
  }

  private static String read(Path folder, String file) throws IOException {
    return Files.readString(folder.resolve(file)).strip();
  }

  /** The build leaves it beside this class, unless it ran without git or outside a repository. */
  private static String commit() {
    try (InputStream file = Provenance.class.getResourceAsStream("commit.txt")) {
      String commit =
          file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
      return commit.isEmpty() ? UNKNOWN : commit;
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
