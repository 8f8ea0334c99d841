// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.spark;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * An installation of Spark, made of links to the jars of the test's class path; without this
 * project's and what its jar must bring. There are no scripts, but what they start is started.
 *
 * @param folder what {@code SPARK_HOME} names
 */
record SparkHome(Path folder) {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /**
   * What was submitted.
   *
   * @param process the driver
   * @param log what it prints
   */
  record Driver(Process process, Path log) {

    /** Its executors: it is master and worker as well, and has no other children. */
    List<ProcessHandle> executors() {
      return process.descendants().toList();
    }

    String printed() throws IOException {
      return Files.readString(log);
    }
  }

  static SparkHome in(Path folder) throws IOException {
    Path jars = Files.createDirectories(folder.resolve("jars"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      String name = jar.getFileName().toString();
      if (name.endsWith(".jar") && !name.startsWith("antipgd-") && !name.startsWith("picocli-")) {
        Files.createSymbolicLink(jars.resolve(name), jar.toAbsolutePath());
      }
    }
    return new SparkHome(folder);
  }

  private ProcessBuilder process(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_HOME", folder.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  /** Submits the sweep as bin/spark-submit does: a first VM prints the command of the driver's. */
  Driver submit(String master, List<String> settings, String options)
      throws IOException, InterruptedException {
    List<String> launcher = new ArrayList<>();
    launcher.addAll(List.of(JAVA, "-cp", folder.resolve("jars") + File.separator + "*"));
    launcher.addAll(
        List.of("org.apache.spark.launcher.Main", "org.apache.spark.deploy.SparkSubmit"));
    launcher.addAll(List.of("--master", master));
    List<String> all = new ArrayList<>(settings);
    all.addAll(
        List.of(
            "spark.driver.host=127.0.0.1",
            "spark.driver.bindAddress=127.0.0.1",
            "spark.ui.enabled=false",
            "spark.log.level=ERROR"));
    all.forEach(setting -> launcher.addAll(List.of("--conf", setting)));
    launcher.add(System.getProperty("sweep.jar"));
    launcher.addAll(List.of(options.split(" ")));
    Process first = process(launcher).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String command = new String(first.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (first.waitFor() != 0 || !command.startsWith("\0\n")) {
      throw new IOException("Spark's launcher printed: " + command);
    }
    Path log = Files.createTempFile(folder, "driver", ".log");
    return new Driver(
        process(Arrays.asList(command.substring(2).split("\0")))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start(),
        log);
  }

  /** Removes the links, of which JUnit would warn, one by one, where they point. */
  void unlink() throws IOException {
    try (Stream<Path> links = Files.list(folder.resolve("jars"))) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
    }
  }

  /** What each executor there has been has printed, as its worker keeps it. */
  List<String> executorLogs() throws IOException {
    List<String> logs = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve("work"))) {
      for (Path file : files.filter(file -> file.endsWith("stderr")).toList()) {
        logs.add(Files.readString(file));
      }
    }
    return logs;
  }
}
