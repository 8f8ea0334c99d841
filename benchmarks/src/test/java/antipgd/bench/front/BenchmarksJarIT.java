package antipgd.bench.front;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.reports.JmhFile;
import antipgd.reports.JmhResult;
import antipgd.step.VectorModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the built jar as a user would, on this VM's Java, for moments only: nothing is measured. */
public class BenchmarksJarIT {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path folder;

  /** What came of running a jar. */
  public record Run(int exit, String out, String err) {}

  @Test
  void runsForksThatNeedNoFlag() throws Exception {
    Run run =
        run(
            "-Dantipgd.width=128",
            "-f 2 -wi 0 -i 1 -r 10ms -p n=64 -jvm " + JAVA + " GradientStep");

    assertThat(run.exit).as(run.err).isZero();
    assertThat(run.out)
        .contains("- simd: simd-128", "### GradientStepBenchmark", "Results: " + resultFile());
    assertThat(run.out.replaceAll(" +", " "))
        .contains("| n | kernel | ns/element | GB/s | x scalar | forks, ns/element |")
        .containsPattern(
            "64 \\| scalar \\| [0-9.]+ \\| [0-9.]+ \\| 1.00 \\| [0-9.]+\\.\\.[0-9.]+ \\|")
        .containsPattern(
            "64 \\| simd \\| [0-9.]+ \\| [0-9.]+ \\| [0-9.]+ \\| [0-9.]+\\.\\.[0-9.]+ \\|");
    assertThat(JmhFile.read(resultFile()))
        .hasSize(2)
        .allSatisfy(
            result -> {
              assertThat(result.forkMeans()).hasSize(2);
              assertThat(result.environment())
                  .containsOnlyKeys(
                      "cpu", "cores", "caches", "os", "jdk", "simd", "date", "command")
                  .containsEntry("simd", "simd-128");
            });
    assertThat(Files.readString(resultFile())).contains(VectorModule.OPTION, "-Dantipgd.width=128");
  }

  @Test
  void runsEveryBenchmarkInTheHost() throws Exception {
    Run run = run("", "-f 0 -wi 0 -i 1 -r 10ms -p n=64 -rff short.json");

    assertThat(run.exit).as(run.err).isZero();
    List<String> all = Arrays.asList(run("", "-l").out.split("\\R"));
    assertThat(JmhFile.read(folder.resolve("short.json")))
        .extracting(result -> result.benchmarkClass() + "." + result.method())
        .containsAll(all.subList(1, all.size()));
  }

  @Test
  void showsThatSimdAllocatesNothing() throws Exception {
    Run run = run("", "-f 1 -wi 3 -w 500ms -i 2 -r 200ms -p n=4096 -prof gc SuppliedNoise.*simd");

    assertThat(run.exit).as(run.err).isZero();
    assertThat(run.out).contains("| B/op |");
    JmhResult simd = JmhFile.read(resultFile()).get(0);
    // JMH's own few KB, spread over some 10^5 calls.
    assertThat(simd.allocation().orElseThrow()).isLessThan(1);
  }

  @Test
  void otherFormatsComeBesideTheJson() throws Exception {
    Run run = run("", "-f 0 -wi 0 -i 1 -r 10ms -p n=64 -rf csv -rff short.csv Bandwidth.*copy");

    assertThat(run.exit).as(run.err).isZero();
    assertThat(folder.resolve("short.csv")).content().startsWith("\"Benchmark\"");
    assertThat(JmhFile.read(resultFile())).hasSize(1);
  }

  @Test
  void saysThatABenchmarkFailed() throws Exception {
    Run run =
        run("", "-f 1 -wi 0 -i 1 -r 10ms -p n=64,99999999 -jvmArgsAppend -Xmx32m Bandwidth.*copy");

    assertThat(run.exit).isEqualTo(1);
    assertThat(run.err).contains("1 of 2 benchmarks failed");
    assertThat(JmhFile.read(resultFile())).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -p n=0                       | -p n=0: must be a whole number in [1, 2147483639]
          -p n=64,many                 | -p n=many: must be a whole number
          -p law=CAUCHY                | -p law=CAUCHY: must be one of [GAUSSIAN, RADEMACHER]
          -p rule=GD                   | -p rule=GD: must be one of [PGD, ANTI_PGD]
          -p rounds=12                 | -p rounds=12: must be one of [13, 20]
          -p threads=0                 | -p threads=0: must be a whole number in [1, 32767]
          -p m=1                       | no parameter m, they have [law, n, rounds, rule, threads]
          --nosuch                     | nosuch is not a recognized option
          NoSuchBenchmark              | no benchmark matches NoSuchBenchmark
          (                            | not a regular expression: (
          -prof nosuch                 | nosuch
          -jvm nosuch/java             | nosuch/java
          -jvmArgsAppend -XX:+NoSuch   | Unrecognized VM option 'NoSuch'
          -jvmArgs -Dantipgd.width=100 | antipgd.width = 100: must be
          -rff nosuch/result.json      | -rff nosuch/result.json: cannot be written
          -o nosuch/log.txt            | -o nosuch/log.txt: cannot be written
          """)
  void refusesBeforeARun(String args, String message) throws Exception {
    Run run = run("", args);

    assertThat(run.exit).as(run.out + run.err).isEqualTo(2);
    assertThat(run.err).startsWith("benchmarks.jar: ").contains(message).hasLineCount(1);
    assertThat(resultFile()).doesNotExist();
  }

  private Path resultFile() throws IOException {
    return folder.toRealPath().resolve("jmh-result.json");
  }

  private Run run(String vmOption, String args) throws IOException, InterruptedException {
    return run(Path.of(System.getProperty("benchmarks.jar")), folder, vmOption, args);
  }

  /** Without JMH's lock, which somebody may hold who measures on this machine. */
  public static Run run(Path jar, Path folder, String vmOption, String args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(JAVA, "-Djmh.ignoreLock=true"));
    if (!vmOption.isEmpty()) {
      command.add(vmOption);
    }
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(args.split(" ")));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    int exit =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Run(exit, Files.readString(out), Files.readString(err));
  }
}
