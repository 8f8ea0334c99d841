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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

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
  private final List<Entry> entries;

  /**
   * What stands at a place of the array.
   *
   * @param benchmark class and method; empty if it names none
   * @param record the result; null if it is none
   * @param fault why it is none; null if it is one
   */
  public record Entry(String benchmark, JmhRecord record, String fault) {}

  private JmhFile(ArrayNode results, List<Entry> entries) {
    this.results = results;
    this.entries = List.copyOf(entries);
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
   * @throws MalformedResultException if it is no array
   */
  public static JmhFile of(JsonFile file) throws MalformedResultException {
    if (!(file.root() instanceof ArrayNode results)) {
      throw file.malformed("", "must be an array of results, as JMH writes it");
    }
    List<Entry> entries = new ArrayList<>();
    for (JsonNode result : results) {
      entries.add(bound(result));
    }
    return new JmhFile(results, entries);
  }

  private static Entry bound(JsonNode result) {
    JsonNode benchmark = result.path("benchmark");
    String name = benchmark.isTextual() ? benchmark.textValue() : "";
    try {
      JmhRecord record = MAPPER.treeToValue(result, JmhRecord.class);
      return new Entry(name, record, record == null ? "null: must be an object" : null);
    } catch (JsonMappingException e) {
      JsonFile.Fault fault = JsonFile.fault(e, result);
      return new Entry(
          name, null, (fault.place().isEmpty() ? "" : fault.place() + ": ") + fault.what());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree cannot fail to be parsed", e);
    }
  }

  /**
   * All that stands in the array.
   *
   * @return an entry each, in the order of the file
   */
  public List<Entry> entries() {
    return entries;
  }

  /**
   * The results.
   *
   * @return one each, in the order of the file, without entries that are none
   */
  public List<JmhRecord> records() {
    return entries.stream().map(Entry::record).filter(Objects::nonNull).toList();
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
   * The same with another path of the VM: JMH writes where it stands on the machine.
   *
   * @param jvm what to say instead
   * @return a copy
   */
  public JmhFile withJvm(String jvm) {
    ArrayNode all = results.deepCopy();
    for (JsonNode result : all) {
      if (result instanceof ObjectNode object && object.has("jvm")) {
        object.put("jvm", jvm);
      }
    }
    return new JmhFile(all, entries);
  }

  /**
   * All texts, wherever they stand.
   *
   * @return each once
   */
  public Set<String> texts() {
    Set<String> texts = new LinkedHashSet<>();
    addTexts(results, texts);
    return texts;
  }

  private static void addTexts(JsonNode node, Set<String> texts) {
    if (node.isTextual()) {
      texts.add(node.textValue());
    }
    node.forEach(part -> addTexts(part, texts));
  }

  /**
   * What {@link #write} writes.
   *
   * @return JSON
   */
  public String text() {
    try {
      return MAPPER.writeValueAsString(results);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree cannot fail to be written", e);
    }
  }

  /**
   * Writes all results, whole or not at all.
   *
   * @param file where to
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, text());
  }
}
