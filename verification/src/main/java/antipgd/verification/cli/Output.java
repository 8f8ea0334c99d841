package antipgd.verification.cli;

import antipgd.step.StepKernel;
import antipgd.verification.Json;
import antipgd.verification.suite.Suite;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every explorer takes: where randomness begins and where the result file goes. */
final class Output {

  @Option(
      names = "--seed",
      defaultValue = "${sys:antipgd.seed:-" + Suite.DEFAULT_SEED + "}",
      description = "Seed of all noise. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the results there.")
  private Path json;

  long seed() {
    return seed;
  }

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
