package antipgd.reports.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * A value in a JSON file, which knows where it stands: {@code claims[3].checks[0].estimate}. Fields
 * are asked for by the type they must have; a wrong one is refused with file and place.
 *
 * @param file the file
 * @param path the place in it; empty for the whole
 * @param node the value
 */
public record Place(Path file, String path, JsonNode node) {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Reads a file.
   *
   * @param file JSON
   * @return the whole of it
   * @throws MalformedResultException if it is empty or not JSON
   * @throws IOException if it cannot be read
   */
  public static Place read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new MalformedResultException(file + ": is a folder, must be a JSON file");
    }
    try {
      Place whole = new Place(file, "", MAPPER.readTree(Files.readAllBytes(file)));
      if (whole.node.isMissingNode()) {
        throw whole.malformed("is empty");
      }
      return whole;
    } catch (NoSuchFileException e) {
      throw new MalformedResultException(file + ": there is no such file");
    } catch (FileSystemException e) {
      throw new MalformedResultException(file + ": cannot be read");
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
   * A field, which may be missing.
   *
   * @param field its name
   * @return its place
   */
  public Place at(String field) {
    return new Place(file, path.isEmpty() ? field : path + "." + field, node.path(field));
  }

  /**
   * A field that has a value.
   *
   * @param field its name
   * @return true unless it is missing or null
   */
  public boolean has(String field) {
    return node.hasNonNull(field);
  }

  /**
   * The elements of an array.
   *
   * @param field its name
   * @return their places
   * @throws MalformedResultException if it is not an array
   */
  public List<Place> items(String field) throws MalformedResultException {
    return at(field).items();
  }

  /**
   * The elements of this array.
   *
   * @return their places
   * @throws MalformedResultException if it is not an array
   */
  public List<Place> items() throws MalformedResultException {
    require(node.isArray(), "an array");
    List<Place> items = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      items.add(new Place(file, path + "[" + i + "]", node.get(i)));
    }
    return items;
  }

  /**
   * A text.
   *
   * @param field its name
   * @return its value
   * @throws MalformedResultException if it is not a string
   */
  public String text(String field) throws MalformedResultException {
    return at(field).text();
  }

  /**
   * This text.
   *
   * @return its value
   * @throws MalformedResultException if it is not a string
   */
  public String text() throws MalformedResultException {
    require(node.isTextual(), "a string");
    return node.textValue();
  }

  /**
   * Texts.
   *
   * @param field name of an array
   * @return its values
   * @throws MalformedResultException if it is not an array of strings
   */
  public List<String> texts(String field) throws MalformedResultException {
    List<String> texts = new ArrayList<>();
    for (Place item : items(field)) {
      texts.add(item.text());
    }
    return texts;
  }

  /**
   * The fields of an object that are not objects themselves.
   *
   * @param field its name
   * @return their values as text, in the order of the file; nothing if there is no such object
   */
  public Map<String, String> values(String field) {
    Map<String, String> values = new LinkedHashMap<>();
    at(field).node.properties().forEach(e -> values.put(e.getKey(), e.getValue().asText()));
    return values;
  }

  /**
   * A number.
   *
   * @param field its name
   * @return its value
   * @throws MalformedResultException if it is not a number
   */
  public double number(String field) throws MalformedResultException {
    return at(field).number();
  }

  /**
   * This number.
   *
   * @return its value
   * @throws MalformedResultException if it is not a number
   */
  public double number() throws MalformedResultException {
    require(node.isNumber(), "a number");
    return node.doubleValue();
  }

  /**
   * A number that may be unknown.
   *
   * @param field its name
   * @return its value; NaN for null
   * @throws MalformedResultException if it is missing, or neither a number nor null
   */
  public double numberOrNaN(String field) throws MalformedResultException {
    return at(field).numberOrNaN();
  }

  private double numberOrNaN() throws MalformedResultException {
    require(node.isNumber() || node.isNull(), "a number or null");
    return node.isNull() ? Double.NaN : node.doubleValue();
  }

  /**
   * Numbers that may be unknown.
   *
   * @param field name of an array
   * @return its values; NaN for null
   * @throws MalformedResultException if it is not an array of numbers and nulls
   */
  public double[] numbers(String field) throws MalformedResultException {
    return at(field).numbers();
  }

  /**
   * The numbers of this array, which may be unknown.
   *
   * @return its values; NaN for null
   * @throws MalformedResultException if it is not an array of numbers and nulls
   */
  public double[] numbers() throws MalformedResultException {
    DoubleStream.Builder numbers = DoubleStream.builder();
    for (Place item : items()) {
      numbers.add(item.numberOrNaN());
    }
    return numbers.build().toArray();
  }

  /**
   * A whole number.
   *
   * @param field its name
   * @return its value
   * @throws MalformedResultException if it is not a whole number
   */
  public long whole(String field) throws MalformedResultException {
    Place place = at(field);
    place.require(place.node.isIntegralNumber(), "a whole number");
    return place.node.longValue();
  }

  /**
   * A truth value.
   *
   * @param field its name
   * @return its value
   * @throws MalformedResultException if it is neither true nor false
   */
  public boolean flag(String field) throws MalformedResultException {
    Place place = at(field);
    place.require(place.node.isBoolean(), "true or false");
    return place.node.booleanValue();
  }

  private void require(boolean holds, String allowed) throws MalformedResultException {
    if (!holds) {
      throw malformed(
          node.isMissingNode() ? "is missing, must be " + allowed : "must be " + allowed);
    }
  }

  /**
   * What to throw if this value is wrong.
   *
   * @param what is wrong with it, and what would be allowed
   * @return the exception
   */
  public MalformedResultException malformed(String what) {
    return new MalformedResultException(
        file + ", " + (path.isEmpty() ? "top level" : path) + ": " + what);
  }
}
