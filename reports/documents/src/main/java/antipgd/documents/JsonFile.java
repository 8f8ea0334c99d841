// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file that is JSON, as it was read, before it is bound to a record. All errors name the file and
 * the place in it, as in {@code claims[3].checks[0].estimate}.
 */
public final class JsonFile {

  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .annotationIntrospector(new DocumentAnnotations())
          .addModule(
              new SimpleModule()
                  .addSerializer(double.class, new DocumentAnnotations.FiniteNumber())
                  .addSerializer(Double.class, new DocumentAnnotations.FiniteNumber())
                  .addDeserializer(double.class, new DocumentAnnotations.NumberReader())
                  .addDeserializer(Double.class, new DocumentAnnotations.NumberReader()))
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          // Those are found by requireAsRead, which also sees records that are flattened into
          // others.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Path file;
  private final JsonNode root;

  JsonFile(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  /**
   * Reads a file.
   *
   * @param file JSON
   * @return the whole of it
   * @throws MalformedResultException if it is missing, empty, not JSON, or has a key twice
   * @throws IOException if it cannot be read
   */
  public static JsonFile read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new MalformedResultException(file + ": is a folder, must be a JSON file");
    }
    try {
      JsonFile whole = new JsonFile(file, MAPPER.readTree(Files.readAllBytes(file)));
      if (whole.root.isMissingNode()) {
        throw whole.malformed("", "is empty");
      }
      return whole;
    } catch (NoSuchFileException e) {
      throw new MalformedResultException(file + ": there is no such file");
    } catch (FileSystemException e) {
      throw new MalformedResultException(file + ": cannot be read");
    } catch (CharConversionException e) {
      throw new MalformedResultException(file + ": is not JSON: is not Unicode");
    } catch (JsonProcessingException e) {
      throw new MalformedResultException(
          file
              + ", line "
              + e.getLocation().getLineNr()
              + ": is not JSON: "
              + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  /**
   * The file.
   *
   * @return where it was read
   */
  public Path file() {
    return file;
  }

  JsonNode root() {
    return root;
  }

  /**
   * Tells whether this may be what JMH writes.
   *
   * @return true for an array
   */
  public boolean isArray() {
    return root.isArray();
  }

  /**
   * What to throw if a value is wrong.
   *
   * @param place where it stands; empty for the whole
   * @param what is wrong with it, and what would be allowed
   * @return the exception
   */
  public MalformedResultException malformed(String place, String what) {
    return new MalformedResultException(
        file + ", " + (place.isEmpty() ? "top level" : place) + ": " + what);
  }

  /** Binds the whole, of which no field may be left over. */
  <T> T bound(JavaType type) throws MalformedResultException {
    T value;
    try {
      value = MAPPER.readerFor(type).readValue(root);
    } catch (JsonMappingException e) {
      Fault fault = fault(e, root);
      throw malformed(fault.place, fault.what);
    } catch (IOException e) {
      throw new IllegalStateException("A tree cannot fail to be read", e);
    }
    requireAsRead("", root, MAPPER.valueToTree(value));
    return value;
  }

  /** Refuses what the record did not take over as it is: unknown fields, and texts for numbers. */
  private void requireAsRead(String place, JsonNode read, JsonNode taken)
      throws MalformedResultException {
    if (kind(read) != kind(taken)) {
      throw malformed(place, read + ": must be " + kind(taken).allowed);
    }
    for (int i = 0; i < read.size() && read.isArray(); i++) {
      requireAsRead(place + "[" + i + "]", read.get(i), taken.get(i));
    }
    for (Map.Entry<String, JsonNode> field : read.properties()) {
      String at = below(place, field.getKey());
      if (!taken.has(field.getKey())) {
        List<String> known = new ArrayList<>();
        taken.fieldNames().forEachRemaining(known::add);
        throw malformed(at, "is unknown, must be one of " + known);
      }
      requireAsRead(at, field.getValue(), taken.get(field.getKey()));
    }
  }

  private enum Kind {
    TEXT("a string"),
    NUMBER("a number"),
    FLAG("true or false"),
    ARRAY("an array"),
    OBJECT("an object"),
    NULL("null");

    final String allowed;

    Kind(String allowed) {
      this.allowed = allowed;
    }
  }

  private static Kind kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> Kind.TEXT;
      case NUMBER -> Kind.NUMBER;
      case BOOLEAN -> Kind.FLAG;
      case ARRAY -> Kind.ARRAY;
      case OBJECT -> Kind.OBJECT;
      default -> Kind.NULL;
    };
  }

  /**
   * Why a value could not be bound.
   *
   * @param place where in the value; empty for the whole
   * @param what is wrong there, and what would be allowed
   */
  record Fault(String place, String what) {}

  /**
   * Says where and why Jackson failed to bind a value, in this project's words.
   *
   * @param e what Jackson says
   * @param from what was to be bound
   * @return the place and what is wrong there
   */
  static Fault fault(JsonMappingException e, JsonNode from) {
    String at = "";
    JsonNode node = from;
    for (JsonMappingException.Reference step : e.getPath()) {
      boolean inArray = step.getFieldName() == null;
      at = inArray ? at + "[" + step.getIndex() + "]" : below(at, step.getFieldName());
      node = inArray ? node.path(step.getIndex()) : node.path(step.getFieldName());
    }
    if (e.getCause() instanceof InvalidFieldException invalid) {
      return new Fault(below(at, invalid.field()), invalid.what());
    }
    Class<?> target = null;
    if (e instanceof MismatchedInputException mismatch) {
      target = mismatch.getTargetType();
    } else if (e.getCause() instanceof InputCoercionException tooLarge) {
      target = tooLarge.getTargetType();
    }
    String value = node.isMissingNode() ? "is missing, must be " : node + ": must be ";
    return new Fault(at, value + allowed(target));
  }

  private static String below(String place, String field) {
    return place.isEmpty() ? field : place + "." + field;
  }

  private static String allowed(Class<?> type) {
    if (type == null) {
      return "what docs/file-formats.md says";
    }
    if (type == Double.class) {
      return "a number or null";
    }
    if (type == double.class) {
      return "a number";
    }
    if (type == int.class || type == Integer.class) {
      return "a whole number of 32 bits";
    }
    if (type == long.class || type == Long.class) {
      return "a whole number of 64 bits";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "a string";
    }
    return Iterable.class.isAssignableFrom(type) ? "an array" : "an object";
  }

  /** The fields of records as files have them, in one map. */
  static Map<String, Object> fields(Object... records) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Object record : records) {
      fields.putAll(MAPPER.convertValue(record, new TypeReference<Map<String, Object>>() {}));
    }
    return fields;
  }

  /**
   * Writes texts by name, for another program of this project to read.
   *
   * @param texts the texts
   * @param file where to
   * @throws IOException if it cannot be written
   */
  public static void writeTexts(Map<String, String> texts, Path file) throws IOException {
    AtomicFile.write(file, MAPPER.writeValueAsString(texts));
  }

  /**
   * Reads what {@link #writeTexts} wrote.
   *
   * @return texts by name, in the order of the file
   * @throws MalformedResultException if it is anything else
   */
  public Map<String, String> texts() throws MalformedResultException {
    return bound(
        MAPPER.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, String.class));
  }
}
