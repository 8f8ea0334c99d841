// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.cpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import antipgd.cpus.Cpu.Emulated;
import antipgd.cpus.Cpu.Graal;
import antipgd.cpus.Cpu.Own;
import antipgd.cpus.Cpu.UnavailableException;
import antipgd.noise.GoldenNoise;
import antipgd.noise.Hashes;
import antipgd.step.ChildVm;
import antipgd.step.GoldenSteps;
import antipgd.step.VectorModule;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Noise and steps have the golden bits on other CPUs, with fewer instructions and narrower vectors,
 * and where another JIT compiles. Run by {@code mvn -Pcpus -pl src test}; writes {@code
 * target/cpus.md}. What this machine cannot have is named and skipped.
 */
@Tag("cpus")
@Execution(ExecutionMode.CONCURRENT)
class CpusTest {

  private static final Path FOLDER = Path.of("target", "cpus");
  private static final long SECONDS = 900;

  /** What C2 or Graal has compiled of a kernel's own, if its compiled code was tried. */
  private static final Map<String, String> LOOPS =
      Map.of(
          "scalar", "antipgd.step.ScalarLoops",
          "blocked", "antipgd.(step|noise).Blocked",
          "simd", "antipgd.simd.Simd");

  private static final Map<String, String> NOISE = Hashes.read(GoldenNoise.class);
  private static final Map<String, String> STEPS = Hashes.read(GoldenSteps.class);

  static final List<Cpu> CPUS = cpus();

  /** Rows of the table, by the place of their CPU in the list. */
  private static final Map<Integer, List<String>> ROWS = new ConcurrentSkipListMap<>();

  private static List<Cpu> cpus() {
    List<Cpu> cpus = new ArrayList<>();
    String jdks = System.getProperty("antipgd.jdks", System.getProperty("java.home"));
    for (String home : jdks.split(File.pathSeparator)) {
      Path jdk = Path.of(home);
      cpus.add(new Own(jdk, ""));
      for (int avx = 0; avx <= 3; avx++) {
        cpus.add(new Own(jdk, "-XX:UseAVX=" + avx));
      }
      for (int bytes : new int[] {8, 16, 32}) {
        cpus.add(new Own(jdk, "-XX:MaxVectorSize=" + bytes));
      }
      cpus.add(new Graal(jdk, FOLDER.resolve("graal")));
    }
    for (String model : List.of("max,sve=off", "max,sve256=on", "max,sve512=on")) {
      cpus.add(new Emulated("arm64", "aarch64", model, "bookworm", 17, FOLDER));
    }
    for (String model : List.of("max,sve=off", "max,sve256=on")) {
      cpus.add(new Emulated("arm64", "aarch64", model, "trixie", 25, FOLDER));
    }
    cpus.add(new Emulated("riscv64", "riscv64", "rv64", "trixie", 25, FOLDER));
    cpus.add(new Emulated("s390x", "s390x", "max", "bookworm", 17, FOLDER));
    return cpus;
  }

  @ParameterizedTest
  @FieldSource("CPUS")
  void hasTheGoldenBits(Cpu cpu) throws IOException, InterruptedException {
    int place = CPUS.indexOf(cpu);
    try {
      ROWS.put(place, rows(cpu, FOLDER.resolve("compilations-" + place + ".log")));
    } catch (UnavailableException e) {
      System.out.println("Skipped: " + cpu.title() + ", because " + e.getMessage());
      ROWS.put(place, List.of(row(cpu.title(), "skipped: " + e.getMessage(), "", "", "", "")));
      abort(e.getMessage());
    }
  }

  private static List<String> rows(Cpu cpu, Path compilations)
      throws UnavailableException, IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    List<String> options =
        List.of(
            VectorModule.OPTION,
            "-Xbatch",
            "-Xlog:jit+compilation=debug:file=" + compilations,
            "-Xmx512m",
            "-XX:+UseSerialGC");
    ChildVm vm = ChildVm.run("", ChildVm.command(cpu.java(), options, PrintHashes.class), SECONDS);
    assertThat(vm.exit()).as(vm.err()).isZero();
    VmHashes hashes = VmHashes.of(vm.out());
    assertThat(hashes.kernels()).containsKeys("scalar", "blocked", hashes.chosen());

    String compiled = Files.readString(compilations);
    List<String> rows = new ArrayList<>();
    hashes
        .kernels()
        .forEach(
            (kernel, actual) -> {
              boolean all = actual.size() > STEPS.size();
              Map<String, String> golden = new TreeMap<>(STEPS);
              golden.putAll(all ? NOISE : Map.of());
              assertThat(actual)
                  .as("%s, %s", cpu, kernel)
                  .containsExactlyInAnyOrderEntriesOf(golden);
              assertThat(compiled)
                  .as("compilations of %s, %s", cpu, kernel)
                  .containsPattern(" 4 .*" + LOOPS.get(kernel.replaceFirst("-.*", "")));
              rows.add(
                  row(
                      cpu.title(),
                      hashes.java(),
                      kernel,
                      kernel.equals(hashes.chosen()) ? "yes" : "",
                      all ? Hashes.ofAll(NOISE) : "",
                      Hashes.ofAll(STEPS)));
            });
    return rows;
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  @AfterAll
  static void writeTable() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "SHA-256, its beginning, of what every kernel computed that a user of the VM can get. Where"
            + " the cell of noise is empty, there is no FMA and the kernel would take minutes: only its"
            + " steps were tried.");
    lines.add("");
    lines.add("| CPU | JDK | kernel | chosen | noise | steps |");
    lines.add("|---|---|---|---|---|---|");
    ROWS.values().forEach(lines::addAll);
    lines.forEach(System.out::println);
    Files.write(Path.of("target", "cpus.md"), lines);
  }
}
