// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes files of all shapes that JMH's format has, and of some that it has not. The same seed makes
 * the same file.
 */
final class JmhFiles {

  /** Lone surrogates can be written by their codes alone. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final List<String> TIMES = List.of("ns", "us", "ms", "s", "min", "hr", "day");

  private static final List<String> PIECES =
      List.of(
          "a",
          "Map",
          "size",
          " ",
          "|",
          "<b>",
          "&lt;",
          "*",
          "_",
          "`",
          "$x$",
          "\\",
          "\\u000a",
          "#",
          "- ",
          "1. ",
          "[x](y)",
          "~~",
          "\n",
          "\r\n",
          "\t",
          "\u0000",
          "\u001b[31m",
          "\u202e",
          "\u2028",
          "\ufeff",
          "\u00a0",
          "\ud800",
          "\uffff",
          "\ud83d\ude00",
          "\u6f22",
          "\u0416",
          "\u00e9",
          "e\u0301",
          "\u05d0",
          "\"",
          "'",
          "(",
          ")",
          ".",
          "=",
          ",",
          "/",
          "%",
          "..",
          "n");

  private final Random random;
  private final List<String> classes;
  private final List<String> methods;
  private final List<String> params;
  private final List<String> values;

  JmhFiles(long seed) {
    random = new Random(seed);
    classes = made(5, () -> name() + "." + name() + (chance(2) ? "Benchmark" : ""));
    classes.add("x.one.MapBenchmark");
    classes.add("x.two.MapBenchmark");
    methods = made(6, this::name);
    params = made(3, this::name);
    params.add("n");
    values = made(6, () -> chance(3) ? String.valueOf(1 << random.nextInt(31)) : text());
  }

  private boolean chance(int one) {
    return random.nextInt(one) == 0;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static List<String> made(int count, Supplier<String> maker) {
    return new ArrayList<>(Stream.generate(maker).limit(count).toList());
  }

  private String text() {
    int length = chance(20) ? random.nextInt(200) : random.nextInt(5);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      if (chance(4)) {
        text.appendCodePoint(random.nextInt(chance(2) ? 0x250 : 0x110000));
      } else {
        text.append(any(PIECES));
      }
    }
    return text.toString();
  }

  private String name() {
    return chance(2) ? any(List.of("get", "put", "scalar", "simd", "read")) : "m" + text();
  }

  /**
   * Makes a file.
   *
   * @param results how many there are
   * @return an array
   */
  ArrayNode file(int results) {
    ArrayNode file = MAPPER.createArrayNode();
    for (int i = 0; i < results; i++) {
      if (!file.isEmpty() && chance(20)) {
        file.add(file.get(random.nextInt(file.size())).deepCopy());
      } else {
        file.add(chance(40) ? odd() : result());
      }
    }
    return file;
  }

  /** Few results most of the time, and many now and then. */
  int size() {
    return chance(50) ? 1000 : chance(8) ? random.nextInt(200) : random.nextInt(20);
  }

  /** The same benchmarks, as a later run may have measured them. */
  ArrayNode later(ArrayNode file) {
    ArrayNode later = MAPPER.createArrayNode();
    for (JsonNode result : file) {
      if (!chance(6)) {
        JsonNode again = result.deepCopy();
        if (again.path("primaryMetric") instanceof ObjectNode metric && metric.has("rawData")) {
          metric.set("rawData", rawData());
        }
        later.add(again);
      }
    }
    later.addAll(file(random.nextInt(3)));
    return later;
  }

  static String text(ArrayNode file) {
    try {
      return MAPPER.writeValueAsString(file);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is no array, or does not end. */
  String foreign() {
    String whole = text(file(3));
    return any(
            List.of(
                "",
                "{}",
                "7",
                "null",
                "[",
                "\u0000",
                "[]",
                "[[]]",
                "[{}]",
                "[null]",
                "{\"a\": [1]}"))
        + (chance(2) ? whole.substring(0, random.nextInt(whole.length() + 1)) : "");
  }

  private JsonNode odd() {
    ObjectNode result = result();
    List<String> fields = new ArrayList<>();
    result.fieldNames().forEachRemaining(fields::add);
    JsonNode wrong =
        any(
            List.of(
                MAPPER.getNodeFactory().nullNode(),
                MAPPER.getNodeFactory().textNode(text()),
                MAPPER.getNodeFactory().numberNode(-1),
                MAPPER.getNodeFactory().booleanNode(true),
                MAPPER.createObjectNode().put(text(), 1),
                MAPPER.createArrayNode().add(1).addNull()));
    if (chance(10)) {
      return wrong;
    }
    ObjectNode of = chance(3) ? (ObjectNode) result.get("primaryMetric") : result;
    if (of == result) {
      of.set(any(fields), wrong);
    } else {
      of.set(any(List.of("scoreUnit", "rawData", "score", "rawDataHistogram")), wrong);
    }
    if (chance(3)) {
      result.remove(any(fields));
    }
    return result;
  }

  private ObjectNode result() {
    ObjectNode result = MAPPER.createObjectNode();
    result.put("benchmark", any(classes) + "." + any(methods));
    String mode = any(List.of("avgt", "avgt", "avgt", "thrpt", "thrpt", "sample", "ss", "other"));
    result.put("mode", mode);
    if (!chance(5)) {
      result.put("threads", any(List.of(1, 1, 1, 2, 64)));
    }
    if (!chance(3)) {
      vm(result);
    }
    ObjectNode given = MAPPER.createObjectNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      given.put(any(params), any(values));
    }
    if (!given.isEmpty() || chance(2)) {
      result.set("params", given);
    }
    String unit = mode.equals("thrpt") ? "ops/" + any(TIMES) : any(TIMES) + "/op";
    result.set("primaryMetric", metric(mode, chance(40) ? text() : unit));
    result.set("secondaryMetrics", secondary(mode, unit));
    ours(result);
    if (chance(10)) {
      result.put(text(), text());
    }
    return result;
  }

  private void vm(ObjectNode result) {
    result.put("jmhVersion", any(List.of("1.11", "1.21", "1.37", "1.37")));
    result.put("forks", random.nextInt(11));
    result.put("jvm", text());
    ArrayNode args = result.putArray("jvmArgs");
    if (chance(4)) {
      args.add(any(List.of("-Xmx1g", "--add-modules=jdk.incubator.vector", text())));
    }
    result.put("vmName", chance(20) ? text() : "OpenJDK");
    result.put("vmVersion", any(List.of("17", "17", "17", "25")));
    result.put("warmupIterations", random.nextInt(6)).put("warmupTime", "1 s");
    result.put("measurementIterations", random.nextInt(6)).put("measurementTime", "10 s");
  }

  private ObjectNode metric(String mode, String unit) {
    ObjectNode metric = MAPPER.createObjectNode();
    metric.put("score", score()).put("scoreError", "NaN").put("scoreUnit", unit);
    metric.putArray("scoreConfidence").add("NaN").add(1.5);
    metric.putObject("scorePercentiles").put("0.0", 1).put("99.99", "NaN");
    if (mode.equals("sample") && !chance(5)) {
      ArrayNode forks = metric.putArray("rawDataHistogram");
      repeat(
          10,
          () -> {
            ArrayNode fork = forks.addArray();
            repeat(
                4,
                () -> {
                  ArrayNode iteration = fork.addArray();
                  repeat(3, () -> iteration.addArray().add(score()).add(random.nextInt(5)));
                });
          });
    } else {
      metric.set("rawData", rawData());
    }
    return metric;
  }

  private void repeat(int most, Runnable what) {
    IntStream.rangeClosed(0, random.nextInt(most)).forEach(i -> what.run());
  }

  private ArrayNode rawData() {
    ArrayNode forks = MAPPER.createArrayNode();
    boolean odd = chance(15);
    repeat(
        chance(3) ? 1 : 10,
        () -> {
          ArrayNode fork = forks.addArray();
          repeat(
              6,
              () -> {
                if (odd && chance(4)) {
                  fork.add(
                      any(List.of("NaN", "Infinity", "-Infinity", "0", "-1", "1e300", "1e-320")));
                } else {
                  fork.add(score());
                }
              });
        });
    return forks;
  }

  private double score() {
    return Math.exp(random.nextGaussian() * (chance(5) ? 20 : 2));
  }

  private ObjectNode secondary(String mode, String unit) {
    ObjectNode all = MAPPER.createObjectNode();
    if (chance(4)) {
      String dot = chance(2) ? "\u00b7" : "";
      all.putObject(dot + "gc.alloc.rate.norm").put("score", score()).put("scoreUnit", "B/op");
      all.putObject(dot + "gc.count").put("score", "NaN").put("scoreUnit", "counts");
    }
    if (chance(4)) {
      all.set(any(methods), metric(mode, unit));
    }
    if (chance(20)) {
      all.putObject("firstStepMs").putArray("rawData").addArray().add(score());
    }
    return all;
  }

  /** What {@code benchmarks.jar} adds. */
  private void ours(ObjectNode result) {
    if (chance(3)) {
      ObjectNode legend = result.putObject("legend").put("bytesPerElement", any(List.of(0, 12)));
      legend.putArray("baselines").add(any(methods));
      legend.put("limit", chance(200));
      if (chance(2)) {
        legend.put("length", any(params));
      }
    }
    if (chance(3)) {
      result
          .putObject("environment")
          .put("cpu", chance(10) ? text() : "Z80")
          .put("caches", "L1 Data 32K, L2 Unified 1024K")
          .put("command", text());
    }
  }
}
