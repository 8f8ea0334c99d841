package antipgd.verification;

import antipgd.origin.Origin;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Result files. */
public final class Json {

  private static final String COMMAND = "antipgd.command";

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Json() {}

  /**
   * Says which command documents come from; where nobody does, the build.
   *
   * @param program how it is started
   * @param args its arguments
   */
  public static void setCommand(String program, String... args) {
    System.setProperty(COMMAND, (program + " " + String.join(" ", args)).strip());
  }

  /**
   * A document that says what it is and where it was made.
   *
   * @param schema name and version of its schema
   * @return a new object
   */
  public static ObjectNode document(String schema) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("schema", schema);
    root.put("java", Runtime.version().toString());
    root.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    root.put("processors", Runtime.getRuntime().availableProcessors());
    ObjectNode environment = root.putObject("environment");
    Origin.ofThisVm().forEach(environment::put);
    environment.put(
        "flags", String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
    environment.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    environment.put("command", System.getProperty(COMMAND, maven()));
    return root;
  }

  /** What Maven's own script says to the VMs below it. */
  private static String maven() {
    return "mvn " + System.getenv().getOrDefault("MAVEN_CMD_LINE_ARGS", "verify").strip();
  }

  /**
   * Puts a number, or null if it is not finite, which JSON cannot say.
   *
   * @param object receives the field. Modified.
   * @param field name of the field
   * @param value value of the field
   */
  public static void put(ObjectNode object, String field, double value) {
    if (Double.isFinite(value)) {
      object.put(field, value);
    } else {
      object.putNull(field);
    }
  }

  /**
   * Adds a number of a long table, in the digits of a float32, or null if that is not finite.
   *
   * @param array receives the element. Modified.
   * @param value the element
   */
  public static void add(ArrayNode array, double value) {
    if (Float.isFinite((float) value)) {
      array.add((float) value);
    } else {
      array.addNull();
    }
  }

  /**
   * Checks, before any work, that a result file could be written.
   *
   * @param file the file
   * @throws IllegalArgumentException if it is a directory or its directory does not exist or cannot
   *     be written to
   */
  public static void checkWritable(Path file) {
    Path folder = folder(file);
    if (Files.isDirectory(file) || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new IllegalArgumentException(
          "json = " + file + ": must be a file in a directory that exists and can be written to");
    }
  }

  /**
   * Writes a document beside the file, then moves it there: a reader never sees half of it.
   *
   * @param root the document
   * @param file the file
   * @throws IOException if it cannot be written
   */
  public static void write(ObjectNode root, Path file) throws IOException {
    // Not a temporary file of the system's making, which only its owner may read.
    Path beside = folder(file).resolve("." + file.getFileName() + ".tmp");
    try {
      Files.writeString(beside, MAPPER.writeValueAsString(root) + "\n");
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static Path folder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file : folder;
  }
}
