package antipgd.reports.evidence;

import antipgd.reports.json.MalformedResultException;
import antipgd.reports.json.Place;
import antipgd.reports.page.Environment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document of the verification.
 *
 * @param kind what it holds, as in {@code claims}
 * @param version version of its schema
 * @param name what it is called on the page
 * @param root the whole of it
 */
public record Document(String kind, int version, String name, Place root) {

  private static final Pattern SCHEMA = Pattern.compile("antipgd-([a-z]+)/(\\d{1,9})");

  /**
   * Looks what a file holds.
   *
   * @param name what it is called
   * @param root the whole of it
   * @return the same as a document
   * @throws MalformedResultException if it has no schema of this project's
   */
  static Document of(String name, Place root) throws MalformedResultException {
    if (!root.node().isObject()) {
      throw root.malformed("must be an object with a schema, or an array of JMH's results");
    }
    String schema = root.text("schema");
    Matcher parts = SCHEMA.matcher(schema);
    if (!parts.matches()) {
      throw root.at("schema")
          .malformed(schema + ": must be antipgd-KIND/VERSION, this file is foreign");
    }
    return new Document(parts.group(1), Integer.parseInt(parts.group(2)), name, root);
  }

  /**
   * Refuses another version than the one that is read.
   *
   * @param read that version
   * @throws MalformedResultException if it has another
   */
  void requireVersion(int read) throws MalformedResultException {
    if (version != read) {
      throw root.at("schema")
          .malformed(
              root.text("schema")
                  + ": is "
                  + (version > read ? "newer" : "older")
                  + " than this program, which reads version "
                  + read);
    }
  }

  /** What it was made on. */
  Environment environment() throws MalformedResultException {
    Map<String, String> values = new LinkedHashMap<>(root.values("environment"));
    take(values, "jdk", "java");
    take(values, "os", "os");
    take(values, "cores", "processors");
    take(values, "simd", "kernel");
    values.put("file", name);
    return Environment.of(values);
  }

  private void take(Map<String, String> values, String name, String field) {
    if (root.has(field)) {
      values.putIfAbsent(name, root.node().path(field).asText());
    }
  }
}
