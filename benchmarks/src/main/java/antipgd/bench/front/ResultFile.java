package antipgd.bench.front;

import antipgd.reports.jmh.JmhFile;
import antipgd.reports.jmh.Legend;
import antipgd.reports.json.MalformedResultException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/**
 * JMH's JSON with two more fields in every result, {@code environment} and {@code legend}. It is
 * written again after every case, so a run that is killed loses the case in flight alone.
 */
final class ResultFile {

  /** The name that JMH would give it, in the current folder. */
  static final String DEFAULT = "jmh-result.json";

  /** What may differ between a run and its continuation. */
  private static final String DATE = "date";

  private static final String COMMAND = "command";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path path;
  private final Map<String, Legend> legends;
  private ArrayNode results = MAPPER.createArrayNode();

  /**
   * Checks that the file can be written, before a long run.
   *
   * @param name its path
   * @param legends what to say about benchmarks, by class and method
   * @throws BadInputException if not
   */
  ResultFile(String name, Map<String, Legend> legends) throws BadInputException {
    this.legends = legends;
    path = Path.of(name).toAbsolutePath();
    Path folder = path.getParent();
    if (folder == null || !Files.isWritable(folder) || Files.isDirectory(path)) {
      throw new BadInputException("-rff " + name + ": cannot be written");
    }
  }

  Path path() {
    return path;
  }

  boolean isEmpty() {
    return results.isEmpty();
  }

  int size() {
    return results.size();
  }

  /**
   * Takes over what an earlier run of the same command has measured.
   *
   * @param environment what this run will measure in
   * @throws BadInputException if the file is not of such a run
   */
  void resume(Map<String, String> environment) throws BadInputException, IOException {
    try {
      JmhFile.read(path);
    } catch (MalformedResultException e) {
      throw new BadInputException("--resume " + e.getMessage());
    }
    ArrayNode earlier = (ArrayNode) MAPPER.readTree(path.toFile());
    for (JsonNode result : earlier) {
      JsonNode then = result.path("environment");
      if (!then.isObject()) {
        throw refused("its results have no environment, so it is not of this jar");
      }
      for (Map.Entry<String, String> now : environment.entrySet()) {
        String value = then.path(now.getKey()).asText("nothing");
        if (!now.getKey().equals(DATE)
            && !comparable(now, now.getValue()).equals(comparable(now, value))) {
          throw refused(
              now.getKey()
                  + " was "
                  + value
                  + " and is "
                  + now.getValue()
                  + "; it must be the same");
        }
      }
    }
    results = earlier;
  }

  /** A command is the same wherever its results go. */
  private static String comparable(Map.Entry<String, String> entry, String value) {
    return entry.getKey().equals(COMMAND) ? value.replaceAll(" -rff ('[^']*'|\\S+)", "") : value;
  }

  private BadInputException refused(String why) {
    return new BadInputException("--resume " + path + ": " + why);
  }

  /** Whether there is a result of a case. */
  boolean has(Case of) {
    for (JsonNode result : results) {
      Map<?, ?> params = MAPPER.convertValue(result.path("params"), Map.class);
      if (result.path("benchmark").asText().equals(of.benchmark())
          && result.path("mode").asText().equals(of.mode().shortLabel())
          && of.params().equals(params == null ? Map.of() : params)) {
        return true;
      }
    }
    return false;
  }

  /** Adds results, and writes beside and moves, so that there is never half a file. */
  void append(Collection<RunResult> more, Map<String, String> environment) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    ResultFormatFactory.getInstance(
            ResultFormatType.JSON, new PrintStream(json, true, StandardCharsets.UTF_8))
        .writeOut(more);
    for (JsonNode result : MAPPER.readTree(json.toByteArray())) {
      ObjectNode object = (ObjectNode) result;
      object.set("environment", MAPPER.valueToTree(environment));
      Legend legend = legends.get(result.path("benchmark").asText());
      if (legend != null) {
        object.set("legend", MAPPER.valueToTree(legend));
      }
      results.add(object);
    }
    Path beside = Path.of(path + ".part");
    MAPPER.writerWithDefaultPrettyPrinter().writeValue(beside.toFile(), results);
    Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
