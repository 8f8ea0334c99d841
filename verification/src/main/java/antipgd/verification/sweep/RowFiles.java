package antipgd.verification.sweep;

import antipgd.verification.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Rows on disk, a file for each cell, so that a sweep that ends early, or whose grid grows, goes on
 * with what is there.
 *
 * @param folder the folder; created by {@link #keep}
 */
public record RowFiles(Path folder) {

  /** The version also counts changes of the noise: rows of other bits must not be mixed. */
  private static final String SCHEMA = "antipgd-sweep-row/3";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Finds a row that is there.
   *
   * @param cell the cell
   * @return its row, if it has been kept
   * @throws IllegalArgumentException if another thing is in its place
   * @throws IOException if the file cannot be read
   */
  public Optional<ObjectNode> find(Cell cell) throws IOException {
    Path file = file(cell);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode root;
    try {
      root = MAPPER.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw foreign(file, cell, e);
    }
    if (!root.path("schema").asText().equals(SCHEMA)
        || !root.path("id").asText().equals(cell.id())
        || !(root.path("row") instanceof ObjectNode row)) {
      throw foreign(file, cell, null);
    }
    return Optional.of(row);
  }

  private static IllegalArgumentException foreign(Path file, Cell cell, Exception cause) {
    return new IllegalArgumentException(
        "rows: " + file + " is not the row of " + cell.id() + ": must be that or absent", cause);
  }

  /**
   * Keeps a row. The file is written beside and moved; it says nothing of time and machine, so that
   * whoever computes the cell writes the same bytes.
   *
   * @param cell the cell
   * @param row its row
   * @throws IOException if it cannot be written
   */
  public void keep(Cell cell, ObjectNode row) throws IOException {
    Files.createDirectories(folder);
    ObjectNode root = MAPPER.createObjectNode();
    root.put("schema", SCHEMA);
    root.put("id", cell.id());
    root.set("row", row);
    Json.write(root, file(cell));
  }

  private Path file(Cell cell) {
    return folder.resolve(cell.id() + ".json");
  }
}
