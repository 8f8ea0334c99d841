// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.bench.Contest;
import antipgd.bench.front.BenchmarksJarIT;
import antipgd.bench.front.BenchmarksJarIT.Run;
import antipgd.reports.jmh.JmhResult;
import antipgd.reports.jmh.JmhRun;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the built jar as a user would, for moments only: nothing is measured. */
class PeersJarIT {

  private static final String SHORTLY = "antipgd.bench.peers -f 0 -wi 0 -i 1 -r 10ms -p n=64";

  @TempDir Path folder;

  private static Path built() {
    return Path.of(System.getProperty("peers.folder"));
  }

  private List<JmhResult> results() throws Exception {
    return JmhRun.read(folder.resolve("jmh-result.json")).results();
  }

  @Test
  void runsEveryPeer() throws Exception {
    Run run = BenchmarksJarIT.run(built().resolve("peers.jar"), folder, "", SHORTLY);

    assertThat(run.exit()).as(run.err()).isZero();
    for (NativeLibrary library : NativeLibrary.values()) {
      assertThat(results().stream().anyMatch(result -> isOf(library, result)))
          .as(library.toString())
          .isEqualTo(library.missing().isEmpty());
    }
    assertThat(results()).noneMatch(result -> result.params().containsValue(Contest.FASTEST));
    if (NativeLibrary.ONE_MKL.missing().isEmpty()) {
      assertThat(results())
          .filteredOn(result -> result.method().startsWith("mklFastest"))
          .isNotEmpty()
          .allMatch(result -> result.legend().found().equals(List.of("brng", "method")));
      assertThat(results())
          .filteredOn(result -> result.method().startsWith("mklPhilox"))
          .isNotEmpty()
          .allMatch(result -> result.legend().found().equals(List.of("method")));
    }
    assertThat(results().get(0).environment())
        .containsKeys("oneMKL", "oneMKL code", "libtorch", "native variables")
        .hasEntrySatisfying(
            "Java peers",
            value ->
                assertThat(value).matches("Commons RNG \\d.*, commons-math3 \\d.*, EJML \\d.*"));
  }

  /** The Java libraries alone, as on a machine that has no binaries. */
  @Test
  void namesMissingArtifactsAndRunsTheRest() throws Exception {
    Files.copy(built().resolve("peers.jar"), folder.resolve("peers.jar"));
    Path lib = Files.createDirectory(folder.resolve("lib"));
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(built().resolve("lib"))) {
      for (Path jar : jars) {
        if (!jar.toString().contains(Loader.getPlatform())) {
          Files.copy(jar, lib.resolve(jar.getFileName()));
        }
      }
    }

    Run run = BenchmarksJarIT.run(folder.resolve("peers.jar"), folder, "", SHORTLY);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("peers.jar: oneMKL needs org.bytedeco:javacpp:")
        .containsPattern("org\\.bytedeco:mkl:\\d\\S+:" + Loader.getPlatform() + ", ")
        .containsPattern("org\\.bytedeco:mkl:\\d\\S+:" + Loader.getPlatform() + "-redist; ")
        .contains("peers.jar: libtorch needs org.bytedeco:javacpp:")
        .containsPattern("org\\.bytedeco:pytorch:\\d\\S+:" + Loader.getPlatform() + "; ");
    assertThat(results())
        .extracting(JmhResult::method)
        .contains("simd20", "simdStored", "commonsRng")
        .noneMatch(method -> method.startsWith("mkl") || method.startsWith("torch"));
    assertThat(results().get(0).environment().get("oneMKL"))
        .startsWith("none. oneMKL needs org.bytedeco:");
  }

  private static boolean isOf(NativeLibrary library, JmhResult result) {
    return result.method().startsWith(library.prefix());
  }
}
