// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What JMH writes: an array of results. Fields that this project does not know are kept as they
 * are, because JMH's format is JMH's.
 */
public final class JmhFile {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final ArrayNode results;
  private final List<JmhRecord> records;

  private JmhFile(ArrayNode results, List<JmhRecord> records) {
    this.results = results;
    this.records = List.copyOf(records);
  }

  /**
   * A file without results.
   *
   * @return the same every time
   */
  public static JmhFile empty() {
    return new JmhFile(MAPPER.createArrayNode(), List.of());
  }

  /**
   * Takes the results from a file that was read.
   *
   * @param file the file
   * @return its results
   * @throws MalformedResultException if it is not what JMH writes; the message names the place
   */
  public static JmhFile of(JsonFile file) throws MalformedResultException {
    if (!(file.root() instanceof ArrayNode results)) {
      throw file.malformed("", "must be an array of results, as JMH writes it");
    }
    List<JmhRecord> records = new ArrayList<>();
    for (JsonNode result : results) {
      records.add(bound(file, result, "result " + (records.size() + 1)));
    }
    return new JmhFile(results, records);
  }

  private static JmhRecord bound(JsonFile file, JsonNode result, String place)
      throws MalformedResultException {
    try {
      return MAPPER.treeToValue(result, JmhRecord.class);
    } catch (JsonMappingException e) {
      String benchmark = result.path("benchmark").asText();
      throw file.translated(e, result, benchmark.isEmpty() ? place : place + ", " + benchmark);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree cannot fail to be parsed", e);
    }
  }

  /**
   * The results.
   *
   * @return one each, in the order of the file
   */
  public List<JmhRecord> records() {
    return records;
  }

  /**
   * What is added to a result of JMH.
   *
   * @param environment what it was measured on
   * @param legend what the source says; null if it says nothing
   * @param steady whether its measured iterations have one level; null if that cannot be told
   * @param series the iterations of each fork; empty if they were not kept
   */
  public record Additions(
      Map<String, String> environment,
      BenchmarkLegend legend,
      Boolean steady,
      List<JmhRecord.Series> series) {

    /** Copies the list. */
    public Additions {
      series = List.copyOf(series);
    }
  }

  /**
   * Adds results to these.
   *
   * @param json what JMH wrote
   * @param more what to add to each of its results
   * @return all together
   * @throws IOException if JMH wrote something else
   */
  public JmhFile with(String json, Additions more) throws IOException {
    ArrayNode all = results.deepCopy();
    for (JsonNode result : MAPPER.readTree(json)) {
      ObjectNode object = (ObjectNode) result;
      object.set("environment", MAPPER.valueToTree(more.environment()));
      if (more.legend() != null) {
        object.set("legend", MAPPER.valueToTree(more.legend()));
      }
      if (more.steady() != null) {
        object.put("steady", more.steady());
      }
      if (!more.series().isEmpty()) {
        // JMH knows of one only where each fork had a runner of its own.
        object.put("forks", more.series().size());
        object.set("series", MAPPER.valueToTree(more.series()));
      }
      all.add(object);
    }
    return of(new JsonFile(Path.of("JMH's results"), all));
  }

  /**
   * Writes all results, whole or not at all.
   *
   * @param file where to
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, MAPPER.writeValueAsString(results));
  }
}
