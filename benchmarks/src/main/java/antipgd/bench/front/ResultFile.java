package antipgd.bench.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** JMH's JSON with one more field, {@code environment}, in every result. */
final class ResultFile {

  /** The name that JMH would give it, in the current folder. */
  static final String DEFAULT = "jmh-result.json";

  private final Path path;

  /**
   * Checks that the file can be written, before a long run.
   *
   * @param name its path
   * @throws BadInputException if not
   */
  ResultFile(String name) throws BadInputException {
    path = Path.of(name).toAbsolutePath();
    Path folder = path.getParent();
    if (folder == null || !Files.isWritable(folder) || Files.isDirectory(path)) {
      throw new BadInputException("-rff " + name + ": cannot be written");
    }
  }

  Path path() {
    return path;
  }

  /** Writes beside and moves, so that there is never half a file. */
  void write(Collection<RunResult> results, Map<String, String> environment) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    ResultFormatFactory.getInstance(
            ResultFormatType.JSON, new PrintStream(json, true, StandardCharsets.UTF_8))
        .writeOut(results);
    ObjectMapper mapper = new ObjectMapper();
    JsonNode root = mapper.readTree(json.toByteArray());
    for (JsonNode result : root) {
      ((ObjectNode) result).set("environment", mapper.valueToTree(environment));
    }
    Path beside = Path.of(path + ".part");
    mapper.writerWithDefaultPrettyPrinter().writeValue(beside.toFile(), root);
    Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
