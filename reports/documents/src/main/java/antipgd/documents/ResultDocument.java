// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document of the verification. Its file is one JSON object: schema, provenance and content side
 * by side.
 *
 * @param kind what it holds
 * @param provenance where it comes from
 * @param content the record of its kind
 */
public record ResultDocument(DocumentKind kind, Provenance provenance, Object content) {

  private static final Pattern SCHEMA = Pattern.compile("antipgd-([a-z]+)/(\\d{1,9})");

  /** The whole of a file. */
  private record Whole<C>(
      String schema, @JsonUnwrapped Provenance provenance, @JsonUnwrapped C content) {}

  /**
   * A document of what this VM has found.
   *
   * @param kind what it holds
   * @param kernel name of the kernel that did the steps
   * @param content the record of its kind
   * @return the document, whose date is now
   */
  public static ResultDocument ofThisVm(DocumentKind kind, String kernel, Object content) {
    return new ResultDocument(kind, Provenance.ofThisVm(kernel), content);
  }

  /**
   * Finds out what a file holds, and binds it.
   *
   * @param file the file
   * @return the document
   * @throws MalformedResultException if it is foreign or of another version, or if a field is
   *     missing, unknown or not allowed; the message names the place
   */
  public static ResultDocument of(JsonFile file) throws MalformedResultException {
    if (!file.root().isObject()) {
      throw file.malformed("", "must be an object with a schema, or an array of JMH's results");
    }
    DocumentKind kind = kind(file);
    Whole<?> whole =
        file.bound(TypeFactory.defaultInstance().constructParametricType(Whole.class, kind.type()));
    return new ResultDocument(kind, whole.provenance, whole.content);
  }

  private static DocumentKind kind(JsonFile file) throws MalformedResultException {
    JsonNode field = file.root().path("schema");
    if (!field.isTextual()) {
      throw file.malformed(
          "schema",
          (field.isMissingNode() ? "is missing" : field.toString()) + ", must be a string");
    }
    String schema = field.textValue();
    Matcher parts = SCHEMA.matcher(schema);
    if (!parts.matches()) {
      throw file.malformed(
          "schema", schema + ": must be antipgd-KIND/VERSION, this file is foreign");
    }
    DocumentKind kind =
        DocumentKind.of(parts.group(1))
            .orElseThrow(
                () ->
                    file.malformed(
                        "schema",
                        "antipgd-"
                            + parts.group(1)
                            + ": must be one of "
                            + DocumentKind.allTyped()));
    int version = Integer.parseInt(parts.group(2));
    if (version != kind.version()) {
      throw file.malformed(
          "schema",
          schema
              + ": is "
              + (version > kind.version() ? "newer" : "older")
              + " than this program, which reads version "
              + kind.version());
    }
    return kind;
  }

  /**
   * The document as files have it.
   *
   * @return JSON
   * @throws IOException if a number is not finite that must be
   */
  String text() throws IOException {
    return JsonFile.MAPPER.writeValueAsString(new Whole<>(kind.schema(), provenance, content))
        + "\n";
  }

  /**
   * Writes it, whole or not at all.
   *
   * @param file where to
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, text());
  }
}
