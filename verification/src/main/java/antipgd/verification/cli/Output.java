package antipgd.verification.cli;

import antipgd.step.StepKernel;
import antipgd.verification.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the result file goes, if anywhere. */
final class Output {

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the results there.")
  private Path json;

  /** Before any work. */
  void check() {
    if (json != null) {
      Json.checkWritable(json);
    }
  }

  ObjectNode document(String schema, StepKernel kernel) {
    ObjectNode root = Json.document(schema);
    root.put("kernel", kernel.name());
    return root;
  }

  void write(ObjectNode root) throws IOException {
    if (json != null) {
      Json.write(root, json);
    }
  }
}
