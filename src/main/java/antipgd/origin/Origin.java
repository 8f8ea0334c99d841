package antipgd.origin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to say about a result so that a reader knows where it comes from. */
public final class Origin {

  private static final String UNKNOWN = "unknown";

  private Origin() {}

  /**
   * The machine and the VM that this runs on, and the commit that it was built from.
   *
   * @return {@code cpu}, {@code cores}, {@code caches}, {@code os}, {@code jdk} and {@code commit},
   *     in this order; what cannot be found out is {@code unknown}
   */
  public static Map<String, String> ofThisVm() {
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put("cpu", cpu());
    origin.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
    origin.put("caches", caches());
    origin.put("os", properties("os.name", "os.version", "os.arch"));
    origin.put("jdk", properties("java.vm.name", "java.vm.version", "java.vendor"));
    origin.put("commit", commit());
    return origin;
  }

  private static String properties(String... names) {
    return Stream.of(names).map(System::getProperty).collect(Collectors.joining(" "));
  }

  /** Where Linux and Windows say it; elsewhere the architecture has to do. */
  private static String cpu() {
    String name =
        System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", System.getProperty("os.arch"));
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.replaceFirst(".*:\\s*", ""))
          .findFirst()
          .orElse(name);
    } catch (IOException e) {
      return name;
    }
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
    try (InputStream file = Origin.class.getResourceAsStream("commit.txt")) {
      String commit =
          file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
      return commit.isEmpty() ? UNKNOWN : commit;
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
