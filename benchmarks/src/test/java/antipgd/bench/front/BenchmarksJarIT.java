// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.documents.BenchmarkLegend;
import antipgd.documents.JmhFile;
import antipgd.documents.JmhRecord;
import antipgd.documents.JsonFile;
import antipgd.reports.jmh.JmhResult;
import antipgd.reports.jmh.JmhRun;
import antipgd.step.VectorModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs the built jar as a user would, on this VM's Java, for moments only: nothing is measured. */
@Execution(ExecutionMode.CONCURRENT)
public class BenchmarksJarIT {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path folder;

  /** What came of running a jar. */
  public record Run(int exit, String out, String err) {}

  @Test
  void runsForksThatNeedNoFlagAndMakesPages() throws Exception {
    Run run =
        run(
            "-Dantipgd.width=128",
            "-f 2 -wi 0 -i 1 -r 10ms -p n=64 -jvm " + JAVA + " GradientStep");

    assertThat(run.exit).as(run.err).isZero();
    assertThat(run.out)
        .contains("- simd: simd-128", "### GradientStep", "Results: " + resultFile());
    // Without warm-up forks may be unsteady, which have no ratio, or too far apart for an interval.
    assertThat(run.out.replaceAll(" +", " "))
        .contains("| n | kernel | ns/element | 95 % interval | forks | GB/s | Gop/s | x scalar |")
        .containsPattern("64 \\| scalar( \\(not steady\\))? \\| [0-9.]+ \\| .* \\| (1.00|-) \\|")
        .containsPattern(
            "64 \\| simd( \\(not steady\\))? \\| [0-9.]+ \\| .* \\| ([0-9.]+ [(?].*|-) \\|");
    Path page = Path.of("reports", "out", "jmh-result.html");
    assertThat(run.out).contains("Page: " + page);
    assertThat(folder.resolve(page)).content().contains("<svg", "GradientStep: time", "simd-128");
    assertThat(JmhRun.read(resultFile()).results())
        .hasSize(2)
        .allSatisfy(
            result -> {
              assertThat(result.forks()).hasSize(2);
              // The step is one fused multiply-add; of plain loops nothing is counted.
              boolean simd = result.method().equals("simd");
              assertThat(result.legend())
                  .isEqualTo(
                      new BenchmarkLegend(
                          List.of("scalar"), 12, false, "n", simd ? 1 : 0, 0, List.of()));
              assertThat(result.environment())
                  .containsOnlyKeys(
                      "cpu", "model", "cores", "caches", "os", "jdk", "commit", "simd", "date",
                      "command", "flags", "jmh")
                  .containsEntry("simd", "simd-128");
            });
    assertThat(Files.readString(resultFile())).contains(VectorModule.OPTION, "-Dantipgd.width=128");

    Files.copy(resultFile(), folder.resolve("later.json"));
    assertThat(run("", "report later.json --out pages").exit).isZero();
    assertThat(folder.resolve("pages/later.html")).exists();
    assertThat(run("", "compare jmh-result.json later.json --out pages").exit).isZero();
    assertThat(folder.resolve("pages/compare.md")).content().contains("later against jmh-result");
  }

  /**
   * Its first iteration has the vector code compiled, which takes a second of what should be ms.
   */
  @Test
  void marksWhatTheUserDidNotLetWarmUp() throws Exception {
    Run run = run("", "-f 1 -wi 0 -i 8 -r 20ms -p n=4096 GaussianFill.*[.](simd20|jdk)$");

    assertThat(run.exit).as(run.err).isZero();
    assertThat(run.out.replaceAll(" +", " "))
        .containsPattern(
            "4096 \\| simd20 \\(not steady\\) \\| [0-9.]+ \\| [0-9.]+ \\| [0-9.]+ \\| - \\|")
        .containsPattern(
            "Not steady, so compared with nothing: .*simd20 at n = 4096, whose fork 1 ");
    assertThat(JmhFile.of(JsonFile.read(resultFile())).records())
        .filteredOn(record -> record.benchmark().endsWith("simd20"))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.steady()).isFalse();
              assertThat(record.series().get(0).measured()).hasSize(8);
              assertThat(record.series().get(0).unsteady()).isNotEmpty();
            });
  }

  @Test
  void warmsUpUntilAForkIsSteadyAndKeepsItsIterations() throws Exception {
    Run run = run("", "-f 2 -i 5 -r 20ms -p n=64 GradientStep.*scalar");

    assertThat(run.exit).as(run.err).isZero();
    assertThat(run.out)
        .contains("1 benchmarks, about 0.1 min", "# Fork: 2 of 2")
        .containsOnlyOnce("# Benchmark: antipgd.bench.GradientStepBenchmark.scalar")
        .doesNotContain("compiling");
    JmhRecord record = JmhFile.of(JsonFile.read(resultFile())).records().get(0);
    assertThat(record.procedure().forks()).isEqualTo("2");
    assertThat(record.series()).hasSize(2);
    assertThat(record.series())
        .allSatisfy(
            fork -> {
              assertThat(fork.warmUp().size()).isIn(12, 36, 108);
              assertThat(fork.measured()).hasSize(5);
            });
    assertThat(record.steady())
        .isEqualTo(record.series().stream().allMatch(fork -> fork.unsteady() == null));
    assertThat(record.primaryMetric().rawData())
        .isEqualTo(record.series().stream().map(JmhRecord.Series::measured).toList());
  }

  @Test
  void runsEveryBenchmarkInTheHost() throws Exception {
    Run run = run("", "-f 0 -wi 0 -i 1 -r 10ms -p n=64 -p seconds=0.01 -rff short.json");

    assertThat(run.exit).as(run.err).isZero();
    List<String> all = Arrays.asList(run("", "-l").out.split("\\R"));
    JsonFile file = JsonFile.read(folder.resolve("short.json"));
    assertThat(JmhFile.of(file).records())
        .extracting(JmhRecord::benchmark)
        .containsAll(all.subList(1, all.size()));
    JmhRun shown = JmhRun.of(file);
    assertThat(shown.results().size() + shown.coldStarts().size())
        .isEqualTo(JmhFile.of(file).records().size());
  }

  @Test
  void showsColdStarts() throws Exception {
    Run run = run("", "-f 2 -p n=64 -p seconds=0.1 ColdStart.*(scalar|nextGaussian)");

    assertThat(run.exit).as(run.err).isZero();
    assertThat(run.out.replaceAll(" +", " "))
        .contains("### The first seconds", "| n | kernel | first step, ms | M by 0.3 s |")
        .containsPattern("64 \\| nextGaussian \\| [0-9.]+ \\([0-9.]+\\.\\.[0-9.]+\\) \\| - \\|");
    assertThat(folder.resolve("reports/out/jmh-result.html"))
        .content()
        .contains("The first seconds, n = 64: elements done");
    assertThat(JmhRun.read(resultFile()).coldStarts())
        .hasSize(2)
        .allSatisfy(
            coldStart ->
                assertThat(coldStart.quantities())
                    .containsKeys(
                        "firstStepMs", "warmAfterMs", "steadyNsPerElement", "elementsBy300ms")
                    .allSatisfy((name, forks) -> assertThat(forks).as(name).hasSize(2))
                    .hasEntrySatisfying(
                        "firstStepMs", forks -> assertThat(forks).allMatch(ms -> ms > 0))
                    .hasEntrySatisfying(
                        "elementsBy50ms",
                        forks -> assertThat(forks).allMatch(elements -> elements >= 0)));
  }

  @Test
  void refusesAColdStartThatIsWarm() throws Exception {
    Run run = run("", "-f 1 -wi 1 -p n=64 -p seconds=0.01 ColdStart.*scalar");

    assertThat(run.exit).isEqualTo(1);
    assertThat(run.out).contains("A second shot in one VM would not be cold");
  }

  @Test
  void showsThatSimdAllocatesNothing() throws Exception {
    Run run = run("", "-f 1 -wi 3 -w 500ms -i 2 -r 200ms -p n=4096 -prof gc SuppliedNoise.*simd");

    assertThat(run.exit).as(run.err).isZero();
    assertThat(run.out).contains("| B/op |");
    JmhResult simd = JmhRun.read(resultFile()).results().get(0);
    // JMH's own few KB, spread over some 10^5 calls.
    assertThat(simd.allocation().orElseThrow()).isLessThan(1);
  }

  @Test
  void otherFormatsComeBesideTheJson() throws Exception {
    Run run = run("", "-f 0 -wi 0 -i 1 -r 10ms -p n=64 -rf csv -rff short.csv Bandwidth.*copy");

    assertThat(run.exit).as(run.err).isZero();
    assertThat(folder.resolve("short.csv")).content().startsWith("\"Benchmark\"");
    assertThat(JmhRun.read(resultFile()).results()).hasSize(1);
  }

  @Test
  void saysThatABenchmarkFailed() throws Exception {
    Run run =
        run("", "-f 1 -wi 0 -i 1 -r 10ms -p n=64,99999999 -jvmArgsAppend -Xmx32m Bandwidth.*copy");

    assertThat(run.exit).isEqualTo(1);
    assertThat(run.err).contains("1 of 2 benchmarks failed");
    assertThat(JmhRun.read(resultFile()).results()).hasSize(1);
  }

  @Test
  void goesOnAfterARunThatWasKilled() throws Exception {
    String args = "-f 1 -wi 0 -i 1 -r 1s -p n=64,65 GradientStep.*simd";
    Process killed = start("", args);
    while (!Files.exists(resultFile()) && killed.isAlive()) {
      Thread.sleep(20);
    }
    killed.destroy();
    killed.waitFor();
    assertThat(JmhRun.read(resultFile()).results()).hasSize(1);
    double first = JmhRun.read(resultFile()).results().get(0).time().estimate();

    Run other = run("", args.replace("1s", "2s") + " --resume jmh-result.json");
    assertThat(other.exit).isEqualTo(2);
    assertThat(other.err).contains("command was java", "it must be the same").hasLineCount(1);
    assertThat(JmhRun.read(resultFile()).results()).hasSize(1);

    Run resumed = run("", args + " --resume jmh-result.json --out pages");
    assertThat(resumed.exit).as(resumed.err).isZero();
    assertThat(resumed.out).contains("# Benchmark 1 of 1").containsOnlyOnce("REMEMBER");
    assertThat(JmhRun.read(resultFile()).results())
        .hasSize(2)
        .first()
        .satisfies(result -> assertThat(result.time().estimate()).isEqualTo(first));
    assertThat(folder.resolve("pages/jmh-result.md")).exists();
  }

  /** What else it refuses is FrontTest's to show. */
  @Test
  void refusesBeforeARunInOneLine() throws Exception {
    Run run = run("", "-jvmArgs -Dantipgd.width=100");

    assertThat(run.exit).as(run.out + run.err).isEqualTo(2);
    assertThat(run.err)
        .startsWith("benchmarks.jar: ")
        .contains("antipgd.width = 100: must be")
        .hasLineCount(1);
    assertThat(resultFile()).doesNotExist();
  }

  /** JMH's own, which is another, stands beside it. */
  @Test
  void hasItsLicence() throws IOException {
    try (JarFile jar = new JarFile(System.getProperty("benchmarks.jar"));
        InputStream licence = jar.getInputStream(jar.getEntry("META-INF/LICENSE"))) {
      assertThat(licence).hasBinaryContent(Files.readAllBytes(Path.of("..", "LICENSE")));
    }
  }

  private Path resultFile() throws IOException {
    return folder.toRealPath().resolve("jmh-result.json");
  }

  private Run run(String vmOption, String args) throws IOException, InterruptedException {
    return run(Path.of(System.getProperty("benchmarks.jar")), folder, vmOption, args);
  }

  /** Runs a jar to its end. */
  public static Run run(Path jar, Path folder, String vmOption, String args)
      throws IOException, InterruptedException {
    int exit = start(jar, folder, vmOption, args).waitFor();
    return new Run(
        exit, Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
  }

  private Process start(String vmOption, String args) throws IOException {
    return start(Path.of(System.getProperty("benchmarks.jar")), folder, vmOption, args);
  }

  /** Without JMH's lock, which somebody may hold who measures on this machine. */
  private static Process start(Path jar, Path folder, String vmOption, String args)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA, "-Djmh.ignoreLock=true"));
    if (!vmOption.isEmpty()) {
      command.add(vmOption);
    }
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(args.split(" ")));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }
}
