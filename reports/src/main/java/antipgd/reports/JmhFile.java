package antipgd.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Reads the JSON that JMH writes, with or without the environment that this project adds. */
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
    return new JmhFile(file).results();
  }

  private List<JmhResult> results() throws IOException {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw malformed(
          "line " + e.getLocation().getLineNr(), "is not JSON: " + e.getOriginalMessage());
    }
    if (!root.isArray()) {
      throw malformed("top level", "must be an array of results, as JMH writes it");
    }
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
    return new JmhResult(
        benchmark.substring(0, dot),
        benchmark.substring(dot + 1),
        text(node, place, "mode"),
        texts(node.path("params")),
        threads,
        forkMeans(node, threads, place + ", " + benchmark),
        allocation(node),
        texts(node.path("environment")));
  }

  private List<Double> forkMeans(JsonNode node, int threads, String place)
      throws MalformedResultException {
    JsonNode metric = node.path("primaryMetric");
    String unit = text(metric, place, "scoreUnit");
    JsonNode forks = metric.path("rawData");
    if (!forks.isArray() || forks.isEmpty()) {
      throw malformed(place, "primaryMetric.rawData is missing or empty");
    }
    List<Double> means = new ArrayList<>();
    for (JsonNode fork : forks) {
      double sum = 0;
      for (JsonNode score : fork) {
        if (!score.isNumber() || !(score.asDouble() > 0)) {
          throw malformed(place, "primaryMetric.rawData has " + score + ": must be a number > 0");
        }
        sum += nanoseconds(score.asDouble(), unit, threads, place);
      }
      if (fork.isEmpty()) {
        throw malformed(place, "primaryMetric.rawData has a fork without iterations");
      }
      means.add(sum / fork.size());
    }
    return means;
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

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
    return texts;
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
