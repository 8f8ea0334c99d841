package antipgd.verification.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar as its user submits it: by the main class that the script spark-submit starts. */
@Timeout(300)
class SparkSubmitIT {

  private static final String GRID = "--grid alpha=1/2 --grid d=8 --grid sigma2=1/64,1/16";

  @TempDir private Path folder;

  private record Run(int exit, String printed) {}

  private Run submit(String options) throws Exception {
    // Spark alone: the jar must bring the rest itself.
    String sparkOnly =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("picocli") && !entry.contains("antipgd"))
            .filter(entry -> !Files.isDirectory(Path.of(entry)) && !entry.contains("verification"))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", sparkOnly, "org.apache.spark.deploy.SparkSubmit"));
    command.addAll(
        List.of(
            "--master",
            "local[2]",
            "--conf",
            "spark.driver.host=127.0.0.1",
            "--conf",
            "spark.driver.bindAddress=127.0.0.1",
            "--conf",
            "spark.ui.enabled=false",
            "--conf",
            "spark.log.level=ERROR",
            System.getProperty("sweep.jar")));
    command.addAll(List.of(options.split(" ")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), printed);
  }

  @Test
  void sweepsAndGoesOn() throws Exception {
    Path rows = folder.resolve("rows");
    Path json = folder.resolve("phase.json");
    String settings = " --chains 64 --grid time=1 --rows " + rows + " --json " + json;

    Run first = submit(GRID + " --partitions 2" + settings);
    assertThat(first.exit).as(first.printed).isZero();
    assertThat(first.printed).contains("4 cells, 0 of them there already");
    JsonNode root = new ObjectMapper().readTree(json.toFile());
    assertThat(root.get("schema").textValue()).isEqualTo("antipgd-phase/1");
    assertThat(root.get("interrupted").booleanValue()).isFalse();
    assertThat(root.get("rows")).hasSize(4);
    try (Stream<Path> files = Files.list(rows)) {
      assertThat(files).hasSize(4).allMatch(file -> file.toString().endsWith(".json"));
    }

    Run second = submit(GRID + ",1/4" + settings);
    assertThat(second.exit).as(second.printed).isZero();
    assertThat(second.printed).contains("6 cells, 4 of them there already");
    assertThat(new ObjectMapper().readTree(json.toFile()).get("rows")).hasSize(6);
  }

  @Test
  void badInputIsOneLine() throws Exception {
    Run run = submit("--grid alpha=2 --rows " + folder);
    assertThat(run.exit).as(run.printed).isEqualTo(2);
    assertThat(run.printed).contains("grid: alpha = 2: must be a number or fraction in (0, 1)");
  }
}
