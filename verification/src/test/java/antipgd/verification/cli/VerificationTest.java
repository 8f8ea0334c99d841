// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antipgd.verification.suite.Suite;
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

  private static final String PARTIAL =
      "valley --d 8 --norm2 1024 --sigma2 4 --eta 1e-4 --steps 10 --chains 3 ";

  private static final String ANTI = PARTIAL + "--rule anti-pgd ";

  private static final String OPPONENTS = "opponents --rows rows ";
  private static final String SWEEP = "sweep --rows /nowhere/rows ";

  private static final String MECHANISM = "mechanism --rows /nowhere/rows ";

  private static final String TUNING = SWEEP + "--map tuning ";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String line) {
    CommandLine commandLine = Verification.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(line.trim().split(" +"));
  }

  /** What a command writes. */
  private JsonNode result(String line) throws IOException {
    Path file = folder.resolve("result.json");
    assertThat(execute(line + " --json " + file)).as(err.toString()).isZero();
    return new ObjectMapper().readTree(file.toFile());
  }

  /** The disk of this device is always full. */
  @Test
  void aFullDiskIsOneLine() {
    assertThat(execute(VALLEY + "--json /dev/full")).isEqualTo(1);
    assertThat(err.toString())
        .hasLineCount(1)
        .contains("cannot be read or written: /dev/full: No space left on device");
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
        "words --order rows | --order': rows: must be one of kernel, steps, tensors",
        "words --law cauchy | --law': cauchy: must be one of gaussian, rademacher",
        "words --generator 13 | --generator': 13: must be one of threefry-20, short-streams",
        "words --count 0 | count = 0: must be at least 1",
        "words --count many | --count': 'many' is not a long",
        "sweep | Missing required option: '--rows=FOLDER'",
        SWEEP + "--grid beta=1 | grid: beta: must be one of rule, law, time, alpha, d, sigma2",
        SWEEP + "--grid alpha=1 | grid: alpha = 1: must be a number or fraction in (0, 1)",
        SWEEP + "--grid alpha=1/x | grid: alpha = 1/x: must be a number or fraction in (0, 1)",
        SWEEP + "--grid d=0 | grid: d = 0: must be a whole number in [1, 65536]",
        SWEEP + "--grid d=1, | grid: d = : must be a whole number",
        SWEEP + "--grid rule=gd | grid: rule = gd: must be one of pgd, anti-pgd",
        SWEEP + "--grid rule | --grid' (NAME=V,V,...) should be in KEY=VALUE format",
        SWEEP + "--chains 0 | chains = 0: must be in [1, 1048576]",
        SWEEP + "--grid time=0 | grid: time = 0: must be a number or fraction in (0, 1e6]",
        SWEEP + "--threads 0 | threads = 0: must be in [1, 32767]",
        SWEEP + "--grid sigma2=1e-12 | grid: time = 4.0: must be at most 1e12 alpha sigma2",
        SWEEP + "--grid d=65536 --chains 65536 | chains = 65536: must be at most 2^28 / (d + 1)",
        SWEEP + "--map flow | --map': flow: must be one of phase, tuning, lambda",
        "sweep --rows /etc/passwd | rows = /etc/passwd: must be a folder to write to, or absent",
        "walk | Unmatched argument",
        "regression --sparsity 101 | sparsity = 101: must be in [0, 100]",
        "regression --sparsity -1 | sparsity = -1: must be in [0, 100]",
        "regression --seeds 0 | seeds = 0: must be in [1, 65536]",
        "regression --quiet 60001 | quiet = 60001: must be in [0, 60000]",
        "regression --steps 0 | steps = 0: must be in [1, 1099511627776]",
        "regression --eta NaN | eta = NaN: must be finite and >= 0",
        "regression --sigma -1 | sigma = -1.0: must be finite and >= 0",
        "regression --init Infinity | init = Infinity: must be finite and >= 0",
        "regression --law cauchy | --law': cauchy: must be one of gaussian, rademacher",
        "regression --json /nowhere/x | json = /nowhere/x: must be a file in a directory",
        "regression --batch 7 | batch = 7: must be a divisor of 40, the number of examples",
        "sensing --batch 0 | batch = 0: must be a divisor of 100, the number of examples",
        "digits --batch 501 | batch = 501: must be a divisor of 500, the number of examples",
        OPPONENTS + "--budget 9 | budget = 9: must be in [10, 1099511627776]",
        OPPONENTS + "--seeds 1001 | seeds = 1001: must be in [1, 1000]",
        OPPONENTS + "--tuning-seeds 0 | tuning-seeds = 0: must be in [1, 1000]",
        OPPONENTS + "--problem chess | --problem': chess: must be one of regression, sensing,",
        "opponents --rows /etc/passwd | rows = /etc/passwd: must be a folder to write to, or absent",
        "sensing --rank 21 | rank = 21: must be in [0, 20]",
        "sensing --size 0 | size = 0: must be in [1, 256]",
        TUNING + "--grid alpha=1/4 | grid: alpha: must be one of rule, schedule, law, steps,",
        TUNING
            + "--grid schedule=cosine | grid: schedule = cosine: must be one of constant, decayed",
        TUNING + "--grid d=2,0 | grid: d = 0: must be a whole number in [1, 65536]",
        TUNING
            + "--grid etaNorm2=1,0 | grid: etaNorm2 = 0: must be a number or fraction in (0, 1e6)",
        TUNING + "--grid sigma2=-1 | grid: sigma2 = -1: must be a number or fraction in [0, 1e6)",
        TUNING + "--grid steps=0 | grid: steps = 0: must be a whole number in [1, 2147483647]",
        TUNING + "--grid quiet=4001 | grid: quiet = 4001: must be at most steps = 4000",
        TUNING + "--grid cap=0 | grid: cap = 0: must be a number or fraction in (0, 1e9]",
        SWEEP
            + "--map lambda --grid lambda=1.5 | grid: lambda = 1.5: must be a number or fraction in",
        VALLEY + "--lambda 0.5 | lambda = 0.5: must be 1, or in [0, 1] for anti-pgd with --eta;",
        ANTI + "--lambda -0.5 | lambda = -0.5: must be 1, or in [0, 1]",
        PARTIAL + "--rule pgd --lambda 0.5 | lambda = 0.5: must be 1, or in [0, 1] for",
        "layers --widths 64,0 | widths = 0: must be in [1, 1048576]",
        "layers --draws 1 | draws = 1: must be at least 2",
        "layers --network relu-3 --widths 8193 | widths = 8193: must be in [1, 8192]",
        "layers --network tanh-2 | --network': tanh-2: must be one of linear-2, linear-3, relu-2,",
        "layers --noise both | both: must be one of all, one, random",
        "layers --rows /etc/passwd/rows | rows = /etc/passwd/rows: must be a folder to write to",
        "layers --rows /etc/passwd | rows = /etc/passwd: must be a folder to write to, or absent",
        "models --seeds 0 | seeds = 0: must be in [1, 65536]",
        "models --quiet 40001 | quiet = 40001: must be in [0, 40000]",
        "layers --sigma 0 | sigma = 0.0: must be finite and above 0",
        "digits --train 501 | train = 501: must be a multiple of 10",
        "digits --train 5000 | train + test = 10000: must be at most 8630",
        "digits --train 2147483640 | train + test = 2147488640: must be at most 8630",
        "digits --activation sine | --activation': sine: must be one of tanh, relu",
        "digits --converge 20000 | converge = 20000: must be in [0, 16000]",
        "mechanism | Missing required option: '--rows=FOLDER'",
        MECHANISM + "--problem valley | --problem': valley: must be one of regression, sensing",
        MECHANISM + "--seeds 0 | seeds = 0: must be in [1, 65536]",
        MECHANISM + "--steps 0 | steps = 0: must be in [1, 1099511627776]",
        MECHANISM + "--quiet 200001 | quiet = 200001: must be in [0, 200000]",
        MECHANISM + "--eta NaN | eta = NaN: must be finite and >= 0",
        MECHANISM + "--sigma -1 | sigma = -1.0: must be finite and >= 0",
        "mechanism --rows /etc/passwd | rows = /etc/passwd: must be a folder to write to, or absent",
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
        result(VALLEY.replace("--alpha 0.25", "--eta 0.0001220703125").replace("2 4 ", "2 400 "));
    assertThat(root.get("alpha").doubleValue()).isEqualTo(0.25);
    assertThat(root.get("sigma2").doubleValue()).isEqualTo(400);
    JsonNode without = result(VALLEY.replace("--alpha 0.25", "--eta 1"));
    assertThat(without.get("alpha").isNull()).isTrue();
    assertThat(without.get("checkpoints").get(0).get("exitsW").isNull()).isTrue();
    assertThat(without.get("cap").doubleValue()).isEqualTo(16 * 1024);
  }

  @Test
  void valleyReportsWhatTheEnsembleDoes() throws IOException {
    JsonNode root = result(VALLEY + "--checkpoints 0,5 --seed 3");
    assertThat(root.get("schema").textValue()).isEqualTo("antipgd-valley/1");
    assertThat(root.get("interrupted").booleanValue()).isFalse();
    assertThat(root.get("eta").doubleValue()).isEqualTo(0.25 / 2048);
    assertThat(root.get("checkpoints").findValuesAsText("step")).containsExactly("0", "5", "10");
    JsonNode start = root.get("checkpoints").get(0);
    assertThat(start.get("norm2W").get("mean").doubleValue()).isCloseTo(1024, within(1e-3));
    assertThat(start.get("trace").get("mean").doubleValue()).isCloseTo(1024, within(1e-3));
    assertThat(out.toString()).hasLineCount(4);

    // Rademacher noise: |u_w|^2 differs from |u_z|^2 by d sigma^2 and a cross term of mean zero.
    JsonNode end = result(VALLEY.replace("chains 3", "chains 6400")).get("checkpoints").get(0);
    double gap =
        end.get("norm2W").get("mean").doubleValue() - end.get("norm2Z").get("mean").doubleValue();
    double se = 2 * Math.sqrt(1024 * 4 / 6400.);
    assertThat(gap).isCloseTo(32 * 4, within(6 * se));
    assertThat(end.get("notFinite").intValue()).isZero();
  }

  @Test
  void valleyFollowsChainsAndTellsWhereTheMostOfThemAre() throws IOException {
    JsonNode root = result(VALLEY.replace("chains 3", "chains 41") + "--checkpoints 0,5 --paths 2");
    assertThat(root.get("paths")).hasSize(2);
    JsonNode path = root.get("paths").get(0);
    assertThat(path.get("v")).hasSize(3);
    assertThat(path.get("norm2").get(0).doubleValue()).isCloseTo(1024, within(1e-3));
    assertThat(path.get("norm2").get(2)).isNotEqualTo(root.get("paths").get(1).get("norm2").get(2));
    JsonNode end = root.get("checkpoints").get(2);
    for (String field : new String[] {"norm2W", "trace"}) {
      JsonNode at = end.get(field);
      assertThat(at.get("mean").doubleValue())
          .isStrictlyBetween(at.get("q05").doubleValue(), at.get("q95").doubleValue());
    }
    assertThat(result(VALLEY).has("paths")).isFalse();
  }

  @Test
  void valleyCountsChainsThatAreNotFinite() throws IOException {
    JsonNode row =
        result(
                "valley --rule pgd --d 4 --norm2 10 --sigma2 4 --eta 50 --steps 300 --chains 10"
                    + " --cap 77")
            .get("checkpoints")
            .get(0);
    assertThat(row.get("notFinite").intValue()).isEqualTo(10);
    assertThat(row.get("norm2W").get("mean").isNull()).isTrue();
    assertThat(row.get("cappedNorm2W").get("mean").doubleValue()).isEqualTo(77);
  }

  /** With all noise off but PGD's own, the two ends are the rules. */
  @Test
  void valleyTakesAPartBack() throws IOException {
    JsonNode whole = result(ANTI);
    assertThat(whole.has("lambda")).isFalse();
    assertThat(result(ANTI + "--lambda 1").get("checkpoints")).isEqualTo(whole.get("checkpoints"));
    JsonNode none = result(ANTI + "--lambda 0");
    assertThat(none.get("lambda").doubleValue()).isZero();
    assertThat(none.get("checkpoints"))
        .isEqualTo(result(PARTIAL + "--rule pgd").get("checkpoints"))
        .isNotEqualTo(whole.get("checkpoints"));
    JsonNode half = result(ANTI + "--lambda 0.5");
    assertThat(half.get("rule").textValue()).isEqualTo("anti-pgd");
    assertThat(half.get("checkpoints"))
        .isNotEqualTo(none.get("checkpoints"))
        .isNotEqualTo(whole.get("checkpoints"));
  }

  @Test
  void sweepsTheWayFromPgdToAntiPgd() throws IOException {
    JsonNode root =
        result(
            "sweep --map lambda --grid d=4,9 --grid alpha=1/4 --grid lambda=0,0.9,1 --grid time=1"
                + " --chains 9 --rows "
                + folder.resolve("rows"));
    assertThat(root.get("schema").textValue()).isEqualTo("antipgd-lambda/1");
    assertThat(root.get("rows")).hasSize(2 * 3);
    for (JsonNode row : root.get("rows")) {
      double d = row.get("d").doubleValue();
      JsonNode theory = row.get("theory");
      assertThat(theory.get("norm2W").doubleValue() - theory.get("norm2Z").doubleValue())
          .isCloseTo(d / 512, within(1e-12));
      assertThat(theory.get("closed").booleanValue())
          .isEqualTo(row.get("lambda").doubleValue() > 0);
    }
    assertThat(out.toString())
        .contains("law=rademacher time=1.0 sigma2=0.001953125 alpha=0.25")
        .contains("6 of 6 cells done");
  }

  @Test
  void gdStaysInTheValley() throws IOException {
    JsonNode row =
        result("valley --rule gd --d 4 --norm2 16 --sigma2 0 --alpha 0.5 --steps 9 --chains 1")
            .get("checkpoints")
            .get(0);
    assertThat(row.get("trace").get("mean").doubleValue()).isEqualTo(16);
    assertThat(row.get("exitsW").get("up").intValue()).isZero();
  }

  @Test
  void regressionReportsEveryChain() throws IOException {
    JsonNode root =
        result(
            "regression --d 8 --examples 4 --sparsity 2 --seeds 3 --steps 30 --quiet 10 --seed 5"
                + " --init 0.5");
    assertThat(root.get("schema").textValue()).isEqualTo("antipgd-regression/1");
    assertThat(root.get("interrupted").booleanValue()).isFalse();
    assertThat(root.get("sparsity").intValue()).isEqualTo(2);
    JsonNode runs = root.get("runs");
    assertThat(runs.findValuesAsText("rule"))
        .containsExactly("gd", "pgd", "anti-pgd", "gd", "pgd", "anti-pgd", "gd", "pgd", "anti-pgd");
    assertThat(runs.findValuesAsText("seed"))
        .containsExactly("5", "5", "5", "6", "6", "6", "7", "7", "7");
    for (JsonNode run : runs) {
      assertThat(run.get("steps").longValue()).isEqualTo(30);
      assertThat(run.get("finite").booleanValue()).isTrue();
      JsonNode curve = run.get("curve");
      assertThat(curve.get("step").toString()).isEqualTo("[0,1,2,5,10,20,30]");
      double end = run.get("trace").doubleValue();
      assertThat(curve.get("trace").get(6).doubleValue()).isCloseTo(end, within(1e-6 * end));
      assertThat(curve.get("testLoss")).hasSize(7);
      assertThat(run.has("testAccuracy")).isFalse();
    }
    // All rules start from the same point of the same data, which differ between seeds.
    assertThat(runs.get(0).get("curve").get("trace").get(0))
        .isEqualTo(runs.get(2).get("curve").get("trace").get(0))
        .isNotEqualTo(runs.get(3).get("curve").get("trace").get(0));
    assertThat(runs.get(1).get("trace")).isNotEqualTo(runs.get(2).get("trace"));
    assertThat(out.toString()).contains("anti-pgd below pgd on").hasLineCount(1 + 9 + 4);
  }

  @Test
  void sensingCountsChainsThatAreNotFinite() throws IOException {
    JsonNode root =
        result("sensing --size 3 --rank 1 --examples 5 --seeds 1 --steps 50 --quiet 5 --eta 100");
    assertThat(root.get("schema").textValue()).isEqualTo("antipgd-sensing/1");
    for (JsonNode run : root.get("runs")) {
      assertThat(run.get("finite").booleanValue()).isFalse();
      assertThat(run.get("trace").isNull()).isTrue();
    }
  }

  @Test
  void sweepsTheTuningMap() throws IOException {
    JsonNode root =
        result(
            "sweep --map tuning --grid d=2,3 --grid etaNorm2=1/2,50 --grid sigma2=0,0.01"
                + " --grid steps=60 --grid quiet=6 --grid cap=7 --chains 9 --rows "
                + folder.resolve("rows"));
    assertThat(root.get("schema").textValue()).isEqualTo("antipgd-tuning/2");
    assertThat(root.get("grid").get("sigma2").toString()).isEqualTo("[0.0,0.01]");
    assertThat(root.get("rows")).hasSize(2 * 2 * 2 * 2 * 2);
    for (JsonNode row : root.get("rows")) {
      double mean = row.get("cappedTrace").get("mean").doubleValue();
      // Without noise nothing moves; far beyond stability everything blows up.
      if (row.get("sigma2").doubleValue() > 0 && row.get("etaNorm2").doubleValue() == 50) {
        assertThat(mean).isEqualTo(7);
        assertThat(row.get("notFinite").intValue()).isEqualTo(9);
      } else if (row.get("sigma2").doubleValue() == 0) {
        assertThat(mean).isCloseTo(1, within(1e-5));
        assertThat(row.get("notFinite").intValue()).isZero();
      }
    }
    assertThat(out.toString())
        .contains("rule=anti-pgd schedule=decayed law=rademacher steps=60 quiet=6 cap=7.0 d=3")
        .contains(String.format("%10s%10s%n", "1.00 ", "7.00*"));
  }

  /** Rows are there the second time, and the file is the same. */
  @Test
  void opponentsAreChosenOnOtherSeedsAndGoOnWithTheirRows() throws IOException {
    Path rows = folder.resolve("rows");
    String line = "opponents --budget 20 --tuning-seeds 1 --seeds 2 --seed 5 --rows " + rows;
    JsonNode root = result(line);
    assertThat(root.get("schema").textValue()).isEqualTo("antipgd-opponents/1");
    assertThat(root.get("interrupted").booleanValue()).isFalse();
    assertThat(root.get("tuning")).hasSize(6 * 16);
    assertThat(root.get("tuning").findValuesAsText("seed")).containsOnly("1005");
    assertThat(root.get("runs").findValuesAsText("method"))
        .containsExactly(
            "gd",
            "gd",
            "pgd",
            "pgd",
            "anti-pgd",
            "anti-pgd",
            "label-noise",
            "label-noise",
            "sam",
            "sam",
            "trace-penalty",
            "trace-penalty");
    assertThat(root.get("runs").findValuesAsText("seed")).startsWith("5", "6", "5", "6");
    assertThat(out.toString()).contains("96 choices tried, 12 runs done, rows in");
    try (Stream<Path> files = Files.list(rows)) {
      assertThat(files).hasSize(96 + 12);
    }
    // The least test error of the method's choices.
    double least = Double.POSITIVE_INFINITY;
    double eta = 0;
    for (JsonNode row : root.get("tuning")) {
      if (row.get("method").textValue().equals("gd")
          && row.get("finite").booleanValue()
          && row.get("testLoss").doubleValue() < least) {
        least = row.get("testLoss").doubleValue();
        eta = row.get("eta").doubleValue();
      }
    }
    assertThat(root.get("runs").get(0).get("eta").doubleValue()).isEqualTo(eta);
    JsonNode again = result(line);
    assertThat(again.get("runs")).isEqualTo(root.get("runs"));
    assertThat(again.get("tuning")).isEqualTo(root.get("tuning"));
  }

  @Test
  void batchesAreOfTheSizeThatIsAsked() throws IOException {
    String line =
        "regression --d 6 --examples 10 --sparsity 2 --seeds 1 --steps 30 --quiet 5 --seed 5";
    JsonNode whole = result(line);
    assertThat(whole.has("batch")).isFalse();
    JsonNode tenth = result(line + " --batch 1");
    assertThat(tenth.get("batch").intValue()).isEqualTo(1);
    assertThat(tenth.get("runs").get(0).get("trainLoss"))
        .isNotEqualTo(whole.get("runs").get(0).get("trainLoss"));
  }

  @Test
  void layersReportsEveryWidth() throws IOException {
    JsonNode root =
        result("layers --widths 4,6 --draws 4000 --seeds 2 --steps 100 --noise all,one");
    assertThat(root.get("schema").textValue()).isEqualTo("antipgd-layers/1");
    JsonNode widths = root.get("widths");
    assertThat(widths.findValuesAsText("noise")).containsExactly("all", "one", "all", "one");
    for (JsonNode width : widths) {
      assertThat(width.get("variance").doubleValue())
          .isCloseTo(
              width.get("expected").doubleValue(),
              within(6 * width.get("standardError").doubleValue()));
      assertThat(width.get("loss").doubleValue()).isLessThan(0.5);
    }
  }

  /** A row that is there is not done again, and says the same. */
  @Test
  void layersGoOnWithTheRowsThatAreThere() throws IOException {
    String line =
        "layers --network relu-2 --draws 40 --seeds 2 --steps 200 --rows " + folder.resolve("rows");
    JsonNode first = result(line + " --widths 4");
    assertThat(out.toString()).contains("2 cells, 0 of them there already");
    JsonNode both = result(line + " --widths 4,8");
    assertThat(out.toString()).contains("4 cells, 2 of them there already");
    assertThat(both.get("network").textValue()).isEqualTo("relu-2");
    assertThat(both.get("widths").findValuesAsText("noise"))
        .containsExactly("all", "random", "all", "random");
    assertThat(both.get("widths").get(0)).isEqualTo(first.get("widths").get(0));
    for (JsonNode width : both.get("widths")) {
      JsonNode training = width.get("training");
      assertThat(training.get("variance").doubleValue()).isPositive();
      assertThat(training.get("shift2").doubleValue())
          .isStrictlyBetween(0.0, training.get("expected").doubleValue());
      assertThat(width.has("shift2")).isFalse();
    }
  }

  @Test
  void layersSaysWhereTheoryEnds() throws IOException {
    JsonNode width =
        result("layers --network relu-3 --widths 4 --draws 40 --seeds 2 --steps 100 --noise all")
            .get("widths")
            .get(0);
    assertThat(width.get("expected").isNull()).isTrue();
    assertThat(width.get("training").get("expected").isNull()).isTrue();
    assertThat(width.get("training").get("variance").doubleValue()).isPositive();
    assertThat(width.get("training").has("shift2")).isFalse();
  }

  @Test
  void modelsArriveAtTheFlattestPoint() throws IOException {
    JsonNode root = result("models --seeds 3 --steps 12000 --quiet 1000 --sigma 0.15");
    assertThat(root.get("schema").textValue()).isEqualTo("antipgd-models/1");
    assertThat(root.get("models").findValuesAsText("model"))
        .containsExactly("l1", "group", "single", "nuclear");
    for (JsonNode model : root.get("models")) {
      int end = model.get("step").size() - 1;
      assertThat(model.get("step").get(end).longValue()).isEqualTo(12_000);
      JsonNode curves = model.get("curves");
      assertThat(curves.findValuesAsText("rule")).containsExactly("gd", "anti-pgd", "descent");
      assertThat(curves.get(0).get("median").get(end).doubleValue()).isGreaterThan(1.1);
      assertThat(curves.get(1).get("most").get(end).doubleValue()).isBetween(0.99, 1.03);
      assertThat(curves.get(2).get("median").get(end).doubleValue()).isBetween(0.99, 1.01);
      assertThat(curves.get(2).get("median").get(0)).isEqualTo(curves.get(0).get("median").get(0));
    }
  }

  @Test
  void mechanismGoesOnWithTheSeedsThatAreThere() throws IOException {
    String line = "mechanism --steps 200 --quiet 50 --seed 5 --rows " + folder.resolve("rows");
    JsonNode first = result(line + " --seeds 1").get("problems").get(0);
    assertThat(out.toString()).contains("1 cells, 0 of them there already");

    JsonNode root = result(line + " --seeds 2");
    assertThat(out.toString())
        .contains("2 cells, 1 of them there already", "2 of 2 seeds done")
        .contains("anti-pgd is within 1 % of the flattest on 0 of 2 seeds");
    assertThat(root.get("schema").textValue()).isEqualTo("antipgd-mechanism/1");
    assertThat(root.get("problem").textValue()).isEqualTo("regression");
    assertThat(root.get("eta").doubleValue()).isEqualTo(0.01);
    assertThat(root.get("problems").get(0)).isEqualTo(first);
    for (JsonNode problem : root.get("problems")) {
      assertThat(problem.get("runs").findValuesAsText("path"))
          .containsExactly("gd", "pgd", "anti-pgd", "descent");
      double least = problem.get("lower").doubleValue();
      assertThat(problem.get("upper").doubleValue()).isCloseTo(least, within(1e-5 * least));
      for (JsonNode run : problem.get("runs")) {
        double ratio = run.get("ratio").doubleValue();
        assertThat(run.get("trace").doubleValue()).isCloseTo(ratio * least, within(1e-9 * ratio));
        assertThat(run.get("curve").get("step").toString())
            .isEqualTo("[0,1,2,5,10,20,50,100,150,200]");
        assertThat(run.get("curve").get("ratio").get(9).doubleValue())
            .isCloseTo(ratio, within(1e-6 * ratio));
      }
      JsonNode antiPgd = problem.get("runs").get(2).get("curve").get("distance");
      assertThat(antiPgd.get(0).doubleValue()).isZero();
      assertThat(antiPgd.get(9).doubleValue()).isBetween(1e-4, 0.05);
    }
  }

  @Test
  void mechanismTakesASensing() throws IOException {
    JsonNode root =
        result(
            "mechanism --problem sensing --seeds 1 --steps 10 --quiet 2 --sigma 0.2 --law rademacher"
                + " --rows "
                + folder.resolve("rows"));
    assertThat(root.get("problem").textValue()).isEqualTo("sensing");
    assertThat(root.get("eta").doubleValue()).isEqualTo(0.001);
    assertThat(root.get("sigma").doubleValue()).isEqualTo(0.2);
    JsonNode problem = root.get("problems").get(0);
    double least = problem.get("lower").doubleValue();
    assertThat(problem.get("upper").doubleValue()).isBetween(least, 1.0001 * least);
    assertThat(problem.get("runs").get(0).get("ratio").doubleValue()).isGreaterThan(2);
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

  @Test
  void sweepsWhatIsMissing() throws IOException {
    Path file = folder.resolve("phase.json");
    Path rows = folder.resolve("rows");
    String sweep = "sweep --chains 64 --grid time=1 --rows " + rows + " --json " + file;
    assertThat(execute(sweep + " --grid alpha=1/2 --grid d=4 --grid sigma2=1/16")).isZero();
    assertThat(out.toString()).contains("2 cells, 0 of them there already", "2 of 2 cells done");
    String first = new ObjectMapper().readTree(file.toFile()).get("rows").get(0).toString();

    assertThat(execute(sweep + " --grid alpha=1/2 --grid d=2,4 --grid sigma2=1/16")).isZero();
    assertThat(out.toString()).contains("4 cells, 2 of them there already", "4 of 4 cells done");
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    assertThat(root.get("schema").textValue()).isEqualTo("antipgd-phase/1");
    assertThat(root.get("interrupted").booleanValue()).isFalse();
    assertThat(root.get("rows")).hasSize(4);
    assertThat(root.get("rows").findValuesAsText("d")).containsExactly("2", "4", "2", "4");
    assertThat(root.get("rows").get(1)).hasToString(first);
  }
}
