package antipgd.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class VerificationTest {

  private static final String VALLEY =
      "valley --rule anti-pgd --d 32 --norm2 1024 --sigma2 4 --alpha 0.25 --steps 10 --chains 3 ";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String line) {
    CommandLine commandLine = Verification.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(line.trim().split(" +"));
  }

  private JsonNode valley(String line) throws IOException {
    Path file = folder.resolve("valley.json");
    assertThat(execute(line + " --json " + file)).as(err.toString()).isZero();
    return new ObjectMapper().readTree(file.toFile());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "valley | Missing required options",
        "valley --rule sgd | --rule': sgd: must be one of gd, pgd, anti-pgd",
        VALLEY + "--law cauchy | --law': cauchy: must be one of gaussian, rademacher",
        VALLEY + "--eta 1 | --alpha=<alpha>, --eta=<eta> are mutually exclusive",
        VALLEY + "--checkpoints 5,11 | checkpoints = 11: must be in [0, 10]",
        VALLEY + "--cap -1 | cap = -1.0: must be finite and above 0",
        VALLEY + "--paths 4 | paths = 4: must be in [0, 3], the chains",
        VALLEY + "--json /nowhere/x.json | json = /nowhere/x.json: must be a file in a directory",
        "run no-such-claim | claim = no-such-claim: must be one of update-rules,",
        "run --scale 0 | scale = 0.0: must be finite and above 0",
        "run --seed x | --seed': 'x' is not a long",
        "seeds --count 0 | count = 0: must be at least 1",
        "walk | Unmatched argument",
      })
  void refusesBadInputInOneLine(String line, String message) {
    assertThat(execute(line)).isEqualTo(2);
    assertThat(err.toString()).contains(message).hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--alpha | 0.25 | 1 | alpha = 1.0: must be in (0, 1)",
        "--alpha | 0.25 | 0 | alpha = 0.0: must be in (0, 1)",
        "--alpha | 0.25 | NaN | alpha = NaN: must be in (0, 1)",
        "--d | 32 | 0 | d = 0: must be at least 1",
        "--norm2 | 1024 | 0 | norm2 = 0.0: must be finite and above 0",
        "--sigma2 | 4 | -1 | sigma2 = -1.0: must be finite and >= 0",
        "--sigma2 | 4 | 4.1 | sigma2 = 4.1: must be in (0, 4.0]",
        "--steps | 10 | -1 | steps = -1: must be at least 0",
        "--chains | 3 | 0 | chains = 0: must be at least 1",
        "--alpha 0.25 | --alpha 0.25 | --eta -1 | eta = -1.0: must be finite and >= 0",
      })
  void refusesBadSettingsOfTheValley(String option, String value, String bad, String message) {
    String line =
        option.equals(value) || option.contains(" ")
            ? VALLEY.replace(option, bad)
            : VALLEY.replace(option + " " + value, option + " " + bad);
    assertThat(execute(line)).isEqualTo(2);
    assertThat(err.toString()).contains(message).hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void beyondTheTheoremWithEta() throws IOException {
    JsonNode root =
        valley(VALLEY.replace("--alpha 0.25", "--eta 0.0001220703125").replace("2 4 ", "2 400 "));
    assertThat(root.get("alpha").doubleValue()).isEqualTo(0.25);
    assertThat(root.get("sigma2").doubleValue()).isEqualTo(400);
    JsonNode without = valley(VALLEY.replace("--alpha 0.25", "--eta 1"));
    assertThat(without.get("alpha").isNull()).isTrue();
    assertThat(without.get("checkpoints").get(0).get("exitsW").isNull()).isTrue();
    assertThat(without.get("cap").doubleValue()).isEqualTo(16 * 1024);
  }

  @Test
  void valleyReportsWhatTheEnsembleDoes() throws IOException {
    JsonNode root = valley(VALLEY + "--checkpoints 0,5 --seed 3");
    assertThat(root.get("schema").textValue()).isEqualTo("antipgd-valley/1");
    assertThat(root.get("interrupted").booleanValue()).isFalse();
    assertThat(root.get("eta").doubleValue()).isEqualTo(0.25 / 2048);
    assertThat(root.get("checkpoints").findValuesAsText("step")).containsExactly("0", "5", "10");
    JsonNode start = root.get("checkpoints").get(0);
    assertThat(start.get("norm2W").get("mean").doubleValue()).isCloseTo(1024, within(1e-3));
    assertThat(start.get("trace").get("mean").doubleValue()).isCloseTo(1024, within(1e-3));
    assertThat(out.toString()).hasLineCount(4);

    // Rademacher noise: |u_w|^2 differs from |u_z|^2 by d sigma^2 and a cross term of mean zero.
    JsonNode end = valley(VALLEY.replace("chains 3", "chains 6400")).get("checkpoints").get(0);
    double gap =
        end.get("norm2W").get("mean").doubleValue() - end.get("norm2Z").get("mean").doubleValue();
    double se = 2 * Math.sqrt(1024 * 4 / 6400.);
    assertThat(gap).isCloseTo(32 * 4, within(6 * se));
    assertThat(end.get("notFinite").intValue()).isZero();
  }

  @Test
  void valleyFollowsChainsAndTellsWhereTheMostOfThemAre() throws IOException {
    JsonNode root = valley(VALLEY.replace("chains 3", "chains 41") + "--checkpoints 0,5 --paths 2");
    assertThat(root.get("paths")).hasSize(2);
    JsonNode path = root.get("paths").get(0);
    assertThat(path.get("v")).hasSize(3);
    assertThat(path.get("norm2").get(0).doubleValue()).isEqualTo(1024);
    assertThat(path.get("norm2").get(2)).isNotEqualTo(root.get("paths").get(1).get("norm2").get(2));
    JsonNode end = root.get("checkpoints").get(2);
    for (String field : new String[] {"norm2W", "trace"}) {
      JsonNode at = end.get(field);
      assertThat(at.get("mean").doubleValue())
          .isStrictlyBetween(at.get("q05").doubleValue(), at.get("q95").doubleValue());
    }
    assertThat(valley(VALLEY).has("paths")).isFalse();
  }

  @Test
  void valleyCountsChainsThatAreNotFinite() throws IOException {
    JsonNode row =
        valley(
                "valley --rule pgd --d 4 --norm2 10 --sigma2 4 --eta 50 --steps 300 --chains 10"
                    + " --cap 77")
            .get("checkpoints")
            .get(0);
    assertThat(row.get("notFinite").intValue()).isEqualTo(10);
    assertThat(row.get("norm2W").get("mean").isNull()).isTrue();
    assertThat(row.get("cappedNorm2W").get("mean").doubleValue()).isEqualTo(77);
  }

  @Test
  void gdStaysInTheValley() throws IOException {
    JsonNode row =
        valley("valley --rule gd --d 4 --norm2 16 --sigma2 0 --alpha 0.5 --steps 9 --chains 1")
            .get("checkpoints")
            .get(0);
    assertThat(row.get("trace").get("mean").doubleValue()).isEqualTo(16);
    assertThat(row.get("exitsW").get("up").intValue()).isZero();
  }

  @Test
  void listsEveryCheck() {
    assertThat(execute("list")).isZero();
    Suite.claims()
        .forEach(
            claim -> {
              assertThat(out.toString()).contains(claim.name(), claim.statement());
              claim.checks().forEach(c -> assertThat(out.toString()).contains("- " + c.name()));
            });
  }

  @Test
  void runsAndWritesResults() throws IOException {
    Path file = folder.resolve("claims.json");
    assertThat(execute("run gd-stays update-rules --seed 5 --scale 0.1 --json " + file)).isZero();
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    assertThat(root.get("schema").textValue()).isEqualTo("antipgd-claims/1");
    assertThat(root.get("seed").longValue()).isEqualTo(5);
    assertThat(root.get("passed").booleanValue()).isTrue();
    assertThat(root.get("claims").findValuesAsText("place")).hasSize(2);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void countsAlarmsOverSeeds() throws IOException {
    Path file = folder.resolve("seeds.json");
    assertThat(execute("seeds telescoping --first 7 --count 2 --json " + file)).isZero();
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    assertThat(root.get("checks").intValue()).isEqualTo(8);
    assertThat(root.get("alarms")).isEmpty();
  }
}
