package antipgd.reports.jmh;

import antipgd.reports.json.MalformedResultException;
import antipgd.reports.json.Place;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads the JSON that JMH writes, with or without what this project adds to it. */
public final class JmhFile {

  /** Modes whose raw data are one number an iteration that tells the time of a call. */
  private static final List<String> MODES = List.of("avgt", "thrpt");

  /** JMH 1.35 and older put a dot before the name. */
  private static final List<String> ALLOCATION =
      List.of("gc.alloc.rate.norm", "·gc.alloc.rate.norm");

  private static final Map<String, Double> NANOSECONDS =
      Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9, "hr", 3600e9, "day", 86400e9);

  private final Path file;

  private JmhFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a file. Only the modes average time and throughput say how long a call takes with one
   * number an iteration; results in other modes are left out.
   *
   * @param file JMH's JSON
   * @return its results in its order
   * @throws MalformedResultException if it is not what JMH writes; the message names the place
   * @throws IOException if it cannot be read
   */
  public static List<JmhResult> read(Path file) throws IOException {
    return read(Place.read(file));
  }

  /**
   * Takes the results from a file that has been read.
   *
   * @param whole the file
   * @return its results in its order
   * @throws MalformedResultException if it is not what JMH writes; the message names the place
   */
  public static List<JmhResult> read(Place whole) throws MalformedResultException {
    if (!whole.node().isArray()) {
      throw whole.malformed("must be an array of results, as JMH writes it");
    }
    return new JmhFile(whole.file()).results(whole.node());
  }

  private List<JmhResult> results(JsonNode root) throws MalformedResultException {
    List<JmhResult> results = new ArrayList<>();
    for (int i = 0; i < root.size(); i++) {
      String place = "result " + (i + 1);
      if (MODES.contains(text(root.get(i), place, "mode"))) {
        results.add(result(root.get(i), place));
      }
    }
    return results;
  }

  private JmhResult result(JsonNode node, String place) throws MalformedResultException {
    String benchmark = text(node, place, "benchmark");
    int dot = benchmark.lastIndexOf('.');
    if (dot < 1) {
      throw malformed(place, "benchmark = " + benchmark + ": must be class.method");
    }
    int threads = node.path("threads").asInt();
    if (threads < 1) {
      throw malformed(place, "threads = " + node.path("threads") + ": must be 1 or more");
    }
    String named = place + ", " + benchmark;
    return new JmhResult(
        file + ", " + named,
        benchmark.substring(0, dot),
        benchmark.substring(dot + 1),
        text(node, place, "mode"),
        texts(node.path("params")),
        threads,
        forks(node, threads, named),
        allocation(node),
        legend(node.path("legend"), named),
        environment(node));
  }

  private List<List<Double>> forks(JsonNode node, int threads, String place)
      throws MalformedResultException {
    JsonNode metric = node.path("primaryMetric");
    String unit = text(metric, place, "scoreUnit");
    JsonNode rawData = metric.path("rawData");
    if (!rawData.isArray() || rawData.isEmpty()) {
      throw malformed(place, "primaryMetric.rawData is missing or empty");
    }
    List<List<Double>> forks = new ArrayList<>();
    for (JsonNode scores : rawData) {
      List<Double> fork = new ArrayList<>();
      for (JsonNode score : scores) {
        if (!score.isNumber() || !(score.asDouble() > 0)) {
          throw malformed(place, "primaryMetric.rawData has " + score + ": must be a number > 0");
        }
        fork.add(nanoseconds(score.asDouble(), unit, threads, place));
      }
      if (fork.isEmpty()) {
        throw malformed(place, "primaryMetric.rawData has a fork without iterations");
      }
      forks.add(fork);
    }
    return forks;
  }

  /** Throughput is the sum over threads, time is a thread's own. */
  private double nanoseconds(double score, String unit, int threads, String place)
      throws MalformedResultException {
    if (unit.endsWith("/op") && NANOSECONDS.containsKey(unit.replace("/op", ""))) {
      return score * NANOSECONDS.get(unit.replace("/op", ""));
    }
    if (unit.startsWith("ops/") && NANOSECONDS.containsKey(unit.replace("ops/", ""))) {
      return threads * NANOSECONDS.get(unit.replace("ops/", "")) / score;
    }
    throw malformed(place, "primaryMetric.scoreUnit = " + unit + ": must be time/op or ops/time");
  }

  private static OptionalDouble allocation(JsonNode node) {
    for (String name : ALLOCATION) {
      JsonNode score = node.path("secondaryMetrics").path(name).path("score");
      if (score.isNumber()) {
        return OptionalDouble.of(score.asDouble());
      }
    }
    return OptionalDouble.empty();
  }

  private Legend legend(JsonNode node, String place) throws MalformedResultException {
    if (node.isMissingNode()) {
      return Legend.NONE;
    }
    JsonNode bytes = node.path("bytesPerElement");
    if (!node.path("baselines").isArray() || !bytes.isInt() || bytes.intValue() < 0) {
      throw malformed(place, "legend must have an array baselines and a number bytesPerElement");
    }
    return new Legend(
        strings(node.path("baselines")), bytes.intValue(), node.path("limit").asBoolean());
  }

  /** What was added to the result, if anything, and what JMH itself tells. */
  private static Map<String, String> environment(JsonNode node) {
    Map<String, String> environment = texts(node.path("environment"));
    if (node.path("vmName").isTextual() && node.path("vmVersion").isTextual()) {
      environment.putIfAbsent(
          "jdk", node.path("vmName").asText() + " " + node.path("vmVersion").asText());
    }
    if (node.path("jvmArgs").isArray()) {
      environment.put("flags", String.join(" ", strings(node.path("jvmArgs"))));
    }
    if (node.path("jmhVersion").isTextual()) {
      environment.put("jmh", node.path("jmhVersion").asText() + ", " + procedure(node));
    }
    return environment;
  }

  private static String procedure(JsonNode node) {
    return node.path("forks").asText()
        + " forks of "
        + node.path("warmupIterations").asText()
        + " x "
        + node.path("warmupTime").asText()
        + " warm-up and "
        + node.path("measurementIterations").asText()
        + " x "
        + node.path("measurementTime").asText();
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
    return texts;
  }

  private static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toList());
  }

  private String text(JsonNode node, String place, String field) throws MalformedResultException {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw malformed(place, field + " is missing or not a string");
    }
    return value.asText();
  }

  private MalformedResultException malformed(String place, String what) {
    return new MalformedResultException(file + ", " + place + ": " + what);
  }
}
