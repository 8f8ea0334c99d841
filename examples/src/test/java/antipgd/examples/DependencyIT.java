// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.examples;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.step.StepKernel;
import antipgd.step.VectorModule;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The library's jar in a program of somebody else's, {@link OwnModel}: it prints the same from the
 * class path, the module path, a shaded jar and an image of jlink's, with the Vector API and
 * without, under any locale.
 */
class DependencyIT {

  private static final String MAIN = OwnModel.class.getName();
  private static final Path SOURCE = Path.of("src/main/java/antipgd/examples/OwnModel.java");
  private static final Path RELAUNCHING =
      Path.of("src/test/java/antipgd/examples/Relaunching.java");

  private static final String SIGMA = "0.1";
  private static final String PRINTED = "sigma = 0.10: |b - truth|^2 = 0.0118\n";

  /** For plain loops, which need no C2. */
  private static final String[] SHORT = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"};

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /** With a space, and with letters that no single-byte charset has together. */
  private static final Path FOLDER = Path.of("target", "größer als ℝ").toAbsolutePath();

  private static final Path KERNEL = FOLDER.resolve("antipgd-kernel.jar");
  private static final Path SHADED = FOLDER.resolve("shaded.jar");
  private static final Path IMAGE = FOLDER.resolve("image");

  /** Modules of the program: one requires the library alone, the other the Vector API as well. */
  private static final Path OWN = FOLDER.resolve("own");

  private static final Path OWN_VECTORS = FOLDER.resolve("own.vectors");

  /** How the program is started: its java, options may follow, and the rest of the command. */
  private record Way(String name, Path java, String... rest) {

    String run(String kernel, String... options) throws Exception {
      List<String> command = new ArrayList<>(List.of(java.toString()));
      command.add("-Dantipgd.kernel=" + kernel);
      command.addAll(List.of(options));
      command.addAll(List.of(rest));
      command.add(SIGMA);
      return output(Map.of(), command);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Way> ways() {
    return Stream.of(
        new Way("source", JAVA, "-cp", KERNEL.toString(), SOURCE.toString()),
        new Way("class path", JAVA, "-cp", path(KERNEL, OWN), MAIN),
        new Way("module path", JAVA, "-p", path(KERNEL, OWN), "-m", "own/" + MAIN),
        new Way("shaded jar", JAVA, "-cp", SHADED.toString(), MAIN),
        new Way("image", IMAGE.resolve(Path.of("bin", "java")), "-m", "own/" + MAIN));
  }

  @BeforeAll
  static void buildTheProgram() throws Exception {
    Files.createDirectories(FOLDER);
    Path kernel =
        Path.of(StepKernel.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.copy(kernel, KERNEL);
    Files.copy(Path.of("target", "shaded.jar"), SHADED);
    compile(OWN, "module own { requires antipgd.kernel; }");
    compile(
        OWN_VECTORS,
        "module own.vectors { requires antipgd.kernel; requires jdk.incubator.vector; }");
    String modules = "own,jdk.incubator.vector";
    tool("jlink", "-p", path(KERNEL, OWN), "--add-modules", modules, "--output", IMAGE.toString());
  }

  @ParameterizedTest
  @MethodSource("ways")
  void runsPlainLoopsWithoutAnOption(Way way) throws Exception {
    assertThat(way.run("auto", SHORT))
        .contains("Running the blocked kernel", VectorModule.OPTION)
        .endsWith(PRINTED);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void runsSimdWithTheOption(Way way) throws Exception {
    assertThat(way.run("simd", VectorModule.OPTION)).endsWith(PRINTED);
  }

  @Test
  void runsSimdInAModuleThatRequiresTheVectorApi() throws Exception {
    Way way = new Way("", JAVA, "-p", path(KERNEL, OWN_VECTORS), "-m", "own.vectors/" + MAIN);
    assertThat(way.run("simd")).endsWith(PRINTED);
  }

  @Test
  void relaunchesAModule() throws Exception {
    String main = "own/" + Relaunching.class.getName();
    Way way = new Way("", JAVA, "-p", path(KERNEL, OWN), "-m", main);
    assertThat(way.run("simd")).contains("Running the simd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Duser.language=tr -Duser.country=TR",
        "-Duser.language=ar -Duser.country=EG",
        "-Duser.language=th -Duser.country=TH -Duser.variant=TH",
        "-Dfile.encoding=ISO-8859-1"
      })
  void savesAndRestoresUnderAnyLocale(String options) throws Exception {
    trains(Map.of(), options.split(" "));
  }

  @Test
  void savesAndRestoresUnderTheLocaleC() throws Exception {
    trains(Map.of("LC_ALL", "C"));
  }

  private static void trains(Map<String, String> environment, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(JAVA.toString()));
    command.addAll(List.of(SHORT));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(TrainAModel.class.getName());
    assertThat(output(environment, command))
        .contains("2.030 at z of step 5000, 2.002 in the end", "restored: same bits = true");
  }

  private static void compile(Path module, String declaration) throws IOException {
    Path sources = Files.createDirectories(FOLDER.resolve("source of " + module.getFileName()));
    Path info = Files.writeString(sources.resolve("module-info.java"), declaration);
    tool(
        "javac",
        "-p",
        KERNEL.toString(),
        "-d",
        module.toString(),
        info.toString(),
        SOURCE.toString(),
        RELAUNCHING.toString());
  }

  private static void tool(String name, String... args) {
    int exit = ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, args);
    assertThat(exit).as(name).isZero();
  }

  private static String path(Path... paths) {
    return Stream.of(paths)
        .map(Path::toString)
        .reduce((a, b) -> a + File.pathSeparator + b)
        .orElseThrow();
  }

  /** What a command that ends well writes to both of its streams. */
  private static String output(Map<String, String> environment, List<String> command)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
