// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.figures;

import antipgd.reports.evidence.MedianInterval;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A result document or a table with commas ({@code rows}), in which steps lead to a number.
 *
 * <p>Each step is a field, or the {@code name} of what is meant, or several fields as in {@code
 * killed+lost}; lists are gone into. {@code rule=gd}, {@code rule!=gd}, {@code d<=2} and {@code
 * d>2} keep what has such a value, in which a hyphen stands for a blank. At the end {@code median},
 * {@code least}, {@code most}, {@code sum} or {@code count} makes one number of several, and {@code
 * median-from} and {@code median-to} the ends of the median's 95 % interval; behind a ratio of
 * several it makes one of the ratios, pair by pair.
 *
 * @param root the whole
 */
record Document(JsonNode root) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> OF_SEVERAL =
      List.of("median", "median-from", "median-to", "least", "most", "sum", "count");

  static Document read(Path file) throws IOException {
    return new Document(
        file.toString().endsWith(".csv")
            ? rows(Files.readAllLines(file))
            : MAPPER.readTree(file.toFile()));
  }

  /** The rows of a file with commas; a field is called as in the first line, without blanks. */
  private static JsonNode rows(List<String> lines) {
    String[] fields = lines.get(0).replace(' ', '-').split(",");
    ArrayNode rows = MAPPER.createArrayNode();
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split(",");
      ObjectNode row = rows.addObject();
      for (int i = 0; i < fields.length; i++) {
        if (values[i].matches("[0-9]+")) {
          row.put(fields[i], Long.parseLong(values[i]));
        } else {
          row.put(fields[i], values[i]);
        }
      }
    }
    return MAPPER.createObjectNode().set("rows", rows);
  }

  double number(List<String> steps) {
    int last = steps.size() - 1;
    return OF_SEVERAL.contains(steps.get(last))
        ? one(steps.get(last), all(steps.subList(0, last)))
        : one(steps, all(steps));
  }

  /** Of several the ratios, which the last step below makes one of. */
  double ratio(List<String> above, Document other, List<String> below) {
    int last = below.size() - 1;
    if (OF_SEVERAL.contains(above.get(above.size() - 1)) || !OF_SEVERAL.contains(below.get(last))) {
      return number(above) / other.number(below);
    }
    double[] tops = numbers(all(above)).toArray();
    double[] bottoms = numbers(other.all(below.subList(0, last))).toArray();
    if (tops.length != bottoms.length) {
      throw new IllegalArgumentException(above + " and " + below + " are not as many");
    }
    return one(
        below.get(last), IntStream.range(0, tops.length).mapToDouble(i -> tops[i] / bottoms[i]));
  }

  private static double one(List<String> steps, List<JsonNode> of) {
    if (of.size() != 1) {
      throw new IllegalArgumentException(steps + ": must be one number, is " + of.size());
    }
    return number(of.get(0));
  }

  private static double one(String which, List<JsonNode> of) {
    return which.equals("count") ? of.size() : one(which, numbers(of));
  }

  private static double one(String which, DoubleStream of) {
    double[] sorted = of.sorted().toArray();
    int last = sorted.length - 1;
    return switch (which) {
      case "sum" -> DoubleStream.of(sorted).sum();
      case "median-from" -> MedianInterval.of(sorted).lower();
      case "median-to" -> MedianInterval.of(sorted).upper();
      case "least" -> sorted[0];
      case "most" -> sorted[last];
      default -> (sorted[last / 2] + sorted[(last + 1) / 2]) / 2;
    };
  }

  private static DoubleStream numbers(List<JsonNode> nodes) {
    return nodes.stream().mapToDouble(Document::number);
  }

  private static double number(JsonNode node) {
    if (!node.isNumber()) {
      throw new IllegalArgumentException("must be a number: " + node);
    }
    return node.doubleValue();
  }

  private List<JsonNode> all(List<String> steps) {
    List<JsonNode> nodes = List.of(root);
    for (String step : steps) {
      nodes = step(nodes, step);
    }
    return nodes;
  }

  private static List<JsonNode> step(List<JsonNode> nodes, String step) {
    String[] field = step.split("<=|!=|[=>]", 2);
    if (field.length > 1) {
      return nodes.stream().filter(node -> keeps(step, node.path(field[0]), field[1])).toList();
    }
    List<JsonNode> named =
        nodes.stream().filter(node -> node.path("name").asText().equals(step)).toList();
    return named.isEmpty() ? nodes.stream().flatMap(node -> fields(node, step)).toList() : named;
  }

  private static boolean keeps(String step, JsonNode value, String bound) {
    if (step.contains("<=")) {
      return value.doubleValue() <= Double.parseDouble(bound);
    }
    if (step.contains("!=")) {
      return !text(value).equals(bound);
    }
    return step.contains(">")
        ? value.doubleValue() > Double.parseDouble(bound)
        : text(value).equals(bound);
  }

  private static String text(JsonNode value) {
    return value.asText().replace(' ', '-');
  }

  private static Stream<JsonNode> fields(JsonNode node, String names) {
    return Stream.of(names.split("\\+")).flatMap(name -> items(node.path(name)));
  }

  private static Stream<JsonNode> items(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false)
        : Stream.of(node).filter(each -> !each.isMissingNode());
  }
}
