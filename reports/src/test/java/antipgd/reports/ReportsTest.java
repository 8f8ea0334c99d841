// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsTest {

  private static final List<String> EVIDENCE =
      List.of(
          "claims",
          "sabotage",
          "seeds",
          "valley-gd",
          "valley-pgd",
          "valley-anti-pgd",
          "phase",
          "tuning",
          "lambda",
          "regression",
          "sensing",
          "digits",
          "resnet",
          "opponents",
          "layers",
          "mechanism",
          "models");

  @TempDir private Path folder;

  record Run(int exit, String out, String err) {}

  static String resource(String name) {
    try {
      return Path.of(ReportsTest.class.getResource(name + ".json").toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static String[] evidence() {
    return EVIDENCE.stream().map(name -> resource("evidence/" + name)).toArray(String[]::new);
  }

  static Run run(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream toOut = new ByteArrayOutputStream();
    ByteArrayOutputStream toErr = new ByteArrayOutputStream();
    System.setOut(new PrintStream(toOut, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(toErr, true, StandardCharsets.UTF_8));
    try {
      int exit = Reports.run(args);
      return new Run(
          exit, toOut.toString(StandardCharsets.UTF_8), toErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private Run report(String... args) {
    List<String> all = new ArrayList<>(List.of("report", "--out", folder.toString()));
    all.addAll(List.of(args));
    return run(all.toArray(String[]::new));
  }

  private Map<String, String> written() throws IOException {
    Map<String, String> written = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        written.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return written;
  }

  private static List<String> found(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
  }

  @Test
  void writesOneHtmlFileAndMarkdownWithItsPlots() throws IOException {
    Run run = report(resource("jmh/run"));

    assertThat(run.err).isEmpty();
    assertThat(run.exit).isZero();
    assertThat(run.out).isEqualToIgnoringNewLines("Page: " + folder.resolve("run.html"));
    Map<String, String> written = written();
    String markdown = written.get("run.md");
    String html = written.get("run.html");
    List<String> links = found(markdown, "\\]\\((run/[^)]+\\.svg)\\)");
    assertThat(links).hasSize(9).doesNotHaveDuplicates();
    assertThat(written.keySet()).contains("run.html", "run.md").containsAll(links).hasSize(11);
    assertThat(found(html, "<h2>([^<]+)</h2>"))
        .isEqualTo(found(markdown, "(?m)^## (.+)$"))
        .containsExactly("Fastest at the largest n", "Bandwidth", "Step");
    assertThat(found(html, "(<svg )")).hasSize(9);
    assertThat(found(html, "( id=\"[^\"]+\")")).doesNotHaveDuplicates();
    assertThat(html).doesNotContainPattern("(src|href)=\"(?!#|data:,)").doesNotContain("<script");
    assertThat(found(html, "(Made on: Z80)")).hasSize(3);
    assertThat(markdown).contains("| cpu | Z80 |", "| commit | 0123abc |", "| command | java -jar");
  }

  @Test
  void showsColdStartsBesideOtherBenchmarks() throws IOException {
    Run run = report(resource("jmh/run"), resource("jmh/cold-start"));

    assertThat(run.err).isEmpty();
    Map<String, String> written = written();
    assertThat(found(written.get("report.md"), "(?m)^## (.+)$"))
        .containsExactly(
            "run: Fastest at the largest n",
            "run: Bandwidth",
            "run: Step",
            "cold-start: Other",
            "cold-start: The first seconds");
    assertThat(found(written.get("report.md"), "(?m)^- (.+)$"))
        .containsExactly(
            "run: 33 benchmarks, times with 95 % intervals",
            "cold-start: 1 benchmark, of one fork each, so that the spread between forks is not known",
            "cold-start: 3 cold starts, a VM each fork",
            "A time is the mean over forks of the median iteration of each, in the unit of the file;"
                + " JMH's own score is the mean of all iterations. In mode ss an iteration is one"
                + " call or batch, in a VM that is hardly warm.");
    assertThat(written)
        .containsKeys(
            "report/cold-start-the-first-seconds-n-65536.svg",
            "report/cold-start-the-first-seconds-n-1048576.svg");
    assertThat(found(written.get("report.html"), "( id=\"[^\"]+\")")).doesNotHaveDuplicates();
  }

  @Test
  void showsAllEvidence() throws IOException {
    List<String> args = new ArrayList<>(List.of("--name", "evidence"));
    args.addAll(List.of(evidence()));
    Run run = report(args.toArray(String[]::new));

    assertThat(run.err).isEmpty();
    Map<String, String> written = written();
    String markdown = written.get("evidence.md");
    assertThat(found(markdown, "(?m)^## (.+)$"))
        .containsExactly(
            "Claims",
            "Saboteurs",
            "Other seeds",
            "The widening valley: d = 4, \\|u\\|^2 = 16, alpha = 0.25, rademacher noise",
            "Phase diagram of Theorem 3.1",
            "Tuning",
            "From PGD to Anti-PGD: a part taken back",
            "Quadratically parametrized regression",
            "Matrix sensing",
            "A network that reads digits, from start",
            "ResNet-20 that reads digits, from start",
            "Opponents on regression",
            "Noise layer by layer, relu-2",
            "The mechanism: regression",
            "Simple models");
    assertThat(markdown)
        .contains("2 checks of 1 claims with seed 7 and sample sizes x 1: 1 FAILED")
        .contains("\\|u\\|^2 \\< D & so on")
        .contains("| drift/bound | mean of \\|u\\|^2 | 2.5 (2.4..2.6) | \\<= 2 | 2e-9 |")
        .contains("1 alarms in 200 verdicts")
        .contains("| drift/bound |  |  | x |", "| leap/mean |  | - | x |")
        .contains("8 chains for each cell; rademacher noise, steps = 100, quiet = 10, cap = 16.")
        .contains("| Anti-PGD, constant, d = 4 | 0.02 | 0.5 | 0.01 |")
        .contains("| alpha = 0.25 | 32 | 0.9114 | 0.9109 | 0.9098 | 0.9732..0.9969 |")
        .contains("| Anti-PGD | 8 | 0.4 | 0.002 |")
        .contains("| Anti-SGD | 8 | 2 | 0.4 | 0.002 | 0.88 |")
        .contains("| 8 | Anti-SGD | 1 | 0.5 | 61.5 |")
        .contains("of which the last 25 % are plain descent.", "of batches of 5 examples.")
        .contains("| SAM | 0.1 | 1 | 55 | 25 | 3 | 1.5 | 0.02 | 0 |");
    assertThat(found(markdown, "\\]\\((evidence/[^)]+\\.svg)\\)"))
        .hasSize(1 + 3 + 4 + 2 + 3 + 6 + 6 + 8 + 8 + 2 + 3 + 1 + 3)
        .doesNotHaveDuplicates()
        .allSatisfy(file -> assertThat(written).containsKey(file));
    assertThat(found(written.get("evidence.html"), "( id=\"[^\"]+\")")).doesNotHaveDuplicates();
  }

  @Test
  void sameInputGivesSameBytes() throws IOException {
    report("--name", "evidence", resource("evidence/valley-pgd"), resource("jmh/run"));
    Map<String, String> first = written();
    report("--name", "evidence", resource("evidence/valley-pgd"), resource("jmh/run"));

    assertThat(written()).isEqualTo(first).hasSizeGreaterThan(10);
  }

  @Test
  void tellsDocumentsOfAKindApartByTheirFiles() throws IOException {
    Path other = folder.resolve("other.json");
    Files.copy(Path.of(resource("evidence/sabotage")), other);
    report(resource("evidence/sabotage"), other.toString());

    Map<String, String> written = written();
    assertThat(written.keySet())
        .contains("report/sabotage-sabotage.svg", "report/other-sabotage.svg");
    assertThat(found(written.get("report.html"), "<h2>([^<]+)</h2>"))
        .containsExactly("Saboteurs (sabotage)", "Saboteurs (other)");
    assertThat(found(written.get("report.html"), "( id=\"[^\"]+\")")).doesNotHaveDuplicates();
  }

  /** Of two seeds GD's trace is 5 times Anti-PGD's on the first. */
  @Test
  void regressionsOverTheSparsityHaveASectionOfTheirOwn() throws IOException {
    List<String> args = new ArrayList<>(List.of("--name", "sparsity"));
    for (int sparsity : new int[] {50, 5, 20}) {
      Path file = folder.resolve("s" + sparsity + ".json");
      String text = Files.readString(Path.of(resource("evidence/regression")));
      Files.writeString(file, text.replace("\"sparsity\": 5", "\"sparsity\": " + sparsity));
      args.add(file.toString());
    }
    assertThat(report(args.toArray(String[]::new)).err).isEmpty();

    String markdown = written().get("sparsity.md");
    assertThat(markdown)
        .containsOnlyOnce("## Regression over the sparsity of its truth")
        .contains("(sparsity/sparsity.svg)", "Above 1 Anti-PGD is flatter");
    assertThat(found(markdown, "(?m)^\\| +(\\d+) \\| +2 \\|")).containsExactly("5", "20", "50");

    report(args.subList(0, 4).toArray(String[]::new));
    assertThat(written().get("sparsity.md")).doesNotContain("over the sparsity");
  }

  @Test
  void batchesAreNamed() throws IOException {
    Path file = folder.resolve("batch.json");
    String text = Files.readString(Path.of(resource("evidence/regression")));
    Files.writeString(file, text.replace("\"quiet\": 10,", "\"quiet\": 10, \"batch\": 4,"));
    report(file.toString());

    assertThat(written().get("batch.md"))
        .contains("Steps take the gradients of batches of 4 examples.")
        .contains("| SGD |", "| P-SGD |", "| Anti-SGD |", "Over Anti-SGD's: median over seeds");
  }

  @Test
  void removesPlotsOfAnEarlierPageOfTheName() throws IOException {
    report("--name", "page", resource("jmh/run"));
    report("--name", "page", resource("evidence/sabotage"));

    assertThat(written()).containsOnlyKeys("page.html", "page.md", "page/sabotage.svg");
  }

  @Test
  void comparesRuns() throws IOException {
    Path other = folder.resolve("other.json");
    Files.writeString(other, Files.readString(Path.of(resource("jmh/run"))).replace("Z80", "6502"));
    Run run = run("compare", "--out", folder.toString(), resource("jmh/run"), other.toString());

    assertThat(run.err).isEmpty();
    assertThat(written().get("compare.md"))
        .contains("## other against run", "| cannot tell | 33 |", "| faster | 0 |")
        .contains("| cpu | run: Z80 / other: 6502 |");
  }

  @Test
  void chosenBaselineReplacesTheResultsOwn() throws IOException {
    report("--baseline", "made", resource("jmh/run"));

    assertThat(written())
        .containsKeys("run/step-law-gaussian-x-made.svg", "run/bandwidth-x-triad.svg");
  }

  @Test
  void leavesOutMissingFilesIfToldSo() throws IOException {
    assertThat(report("--skip-missing", "no.json").out).contains("No page");
    assertThat(written()).isEmpty();
    assertThat(report("--skip-missing", "no.json", resource("evidence/seeds")).exit).isZero();
    assertThat(written()).containsKey("seeds.html");
  }

  private static final String PROVENANCE =
      "\"java\": \"17\", \"os\": \"Linux\", \"processors\": 2, \"kernel\": \"scalar\"";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                   ; top level: is empty
          {"schema": "antipgd-claims/1", "see  ; line 1: is not JSON
          7                                    ; top level: must be an object with a schema, or an array
          {}                                   ; schema: is missing, must be a string
          {"schema": "other/1"}                ; schema: other/1: must be antipgd-KIND/VERSION, this file is foreign
          {"schema": "antipgd-claims/2"}       ; schema: antipgd-claims/2: is newer than this program
          {"schema": "antipgd-tuning/1"}       ; schema: antipgd-tuning/1: is older than this program, which reads version 2
          {"schema": "antipgd-phase/1", @, "seed": 1, "chains": 2, "grid": {}, "interrupted": false, "rows": []} ; grid: {}: must be an array for each of two axes and more
          {"schema": "antipgd-dreams/1"}       ; schema: antipgd-dreams: must be one of [claims, sabotage,
          {"schema": "antipgd-claims/1"}       ; is missing, must be a
          {"schema": "antipgd-claims/1", @, "seed": 1, "scale": 1, "falseAlarmBudget": 0, "passed": true} ; claims: is missing, must be an array
          {"schema": "antipgd-claims/1", @, "claims": [{"name": 1}]} ; claims[0].place: is missing, must be a string
          {"schema": "antipgd-valley/1", @, "d": "many"}       ; d: "many": must be a whole number
          {"schema": "antipgd-seeds/1", @, "first": 1, "count": 1, "scale": 1.0, "falseAlarmBudget": 0.1, "alarms": [], "checks": 1, "czechs": 2} ; czechs: is unknown, must be one of [schema, java, os,
          {"schema": "antipgd-sabotage/1", @, "seed": 1, "checks": ["a/b"], "saboteurs": [{"name": "x", "alarms": []}]} ; saboteurs[0].alarms: 0 values: must be as many as checks, 1
          {"schema": "antipgd-regression/1", @, "d": 1, "examples": 1, "sparsity": 1, "init": 1, "eta": 1, "sigma": 1, "law": "gaussian", "steps": 1, "quiet": 0, "seeds": 1, "seed": 1, "interrupted": true, "runs": []} ; runs: is empty
          {"schema": "antipgd-opponents/1", @, "problem": "regression", "budget": 1, "tuningSeeds": 1, "tuningSeed": 1, "seeds": 1, "seed": 1, "interrupted": true, "tuning": [], "runs": []} ; runs: is empty
          {"schema": "antipgd-opponents/1", @, "problem": "regression", "budget": 0, "tuningSeeds": 1, "tuningSeed": 1, "seeds": 1, "seed": 1, "interrupted": true, "tuning": [], "runs": []} ; budget: 0: must be 1 or more
          []                                   ; top level: has no result
          """)
  void namesTheFileAndThePlace(String json, String message) throws IOException {
    assertRefused(json == null ? "" : json.replace("@", PROVENANCE), message);
  }

  private void assertRefused(String json, String message) throws IOException {
    Path file = folder.resolve("bad.json");
    Files.writeString(file, json);
    Run run = report(resource("jmh/run"), file.toString());

    assertThat(run.err).startsWith(file + ", ").contains(message).hasLineCount(1);
    assertThat(run.exit).isEqualTo(2);
    assertThat(written()).containsOnlyKeys("bad.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report",
        "report no-such-file.json",
        "report .",
        "report --name a/b X",
        "report X X",
        "compare X",
        "compare X ../evidence/seeds",
        "draw X"
      })
  void refusesCommandsInOneLine(String line) {
    String file = resource("jmh/run");
    String[] args =
        line.replace("X", file)
            .replace("../evidence/seeds", resource("evidence/seeds"))
            .concat(" --out " + folder)
            .split(" ");
    Run run = run(args);

    assertThat(run.exit).isEqualTo(2);
    assertThat(run.err).hasLineCount(1);
    assertThat(folder).isEmptyDirectory();
  }
}
