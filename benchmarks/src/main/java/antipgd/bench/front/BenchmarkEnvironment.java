// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import antipgd.documents.JsonFile;
import antipgd.documents.Provenance;
import antipgd.step.StepKernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What benchmarks run on: the machine, the VM, and the SIMD kernel in it. */
final class BenchmarkEnvironment {

  private static final double NS = 1e9;

  /** How long other libraries took to say something, in the answer of another VM. */
  private static final String ASKING = "seconds of asking";

  private BenchmarkEnvironment() {}

  /**
   * Another VM.
   *
   * @param values its environment by name, in the order to show them
   * @param startSeconds what it takes to start
   */
  record Other(Map<String, String> values, double startSeconds) {}

  /**
   * Writes the environment of this VM.
   *
   * @param args the file to write, as JSON
   * @throws IOException if it cannot be written
   */
  public static void main(String[] args) throws IOException {
    try {
      Map<String, String> environment = withoutOthers();
      long asked = System.nanoTime();
      addOthers(environment);
      environment.put(ASKING, String.valueOf((System.nanoTime() - asked) / NS));
      JsonFile.writeTexts(environment, Path.of(args[0]));
    } catch (BadInputException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  /**
   * The environment of this VM.
   *
   * @return values by name, in the order to show them
   * @throws BadInputException if a system property of this project has an unknown value
   */
  static Map<String, String> ofThisVm() throws BadInputException {
    Map<String, String> environment = withoutOthers();
    addOthers(environment);
    return environment;
  }

  private static Map<String, String> withoutOthers() throws BadInputException {
    Map<String, String> environment = Provenance.machine();
    environment.put("simd", simd());
    return environment;
  }

  private static void addOthers(Map<String, String> environment) {
    ServiceLoader.load(EnvironmentSource.class)
        .forEach(source -> environment.putAll(source.values()));
  }

  /**
   * The environment of another VM. It takes a moment, and tells before a long run whether that VM
   * can run benchmarks at all.
   *
   * @param vm its executable and options
   * @return what it says, and how long a VM like it takes to start
   * @throws BadInputException if it does not start or refuses its options; the message quotes it
   */
  static Other of(List<String> vm) throws BadInputException, IOException, InterruptedException {
    Path answer = Files.createTempFile("antipgd-environment", ".json");
    Path output = Files.createTempFile("antipgd-environment", ".txt");
    try {
      List<String> command = new ArrayList<>(vm);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of(BenchmarkEnvironment.class.getName(), answer.toString()));
      long begin = System.nanoTime();
      int exit = start(command, output).waitFor();
      double seconds = (System.nanoTime() - begin) / NS;
      if (exit != 0) {
        throw new BadInputException(vm.get(0) + " cannot run benchmarks: " + oneLine(output));
      }
      Map<String, String> values = new LinkedHashMap<>(JsonFile.read(answer).texts());
      double asking = Double.parseDouble(values.remove(ASKING));
      return new Other(values, seconds - asking);
    } finally {
      Files.delete(answer);
      Files.delete(output);
    }
  }

  private static Process start(List<String> command, Path output) throws BadInputException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
    } catch (IOException e) {
      throw new BadInputException(e.getMessage());
    }
  }

  private static String oneLine(Path output) throws IOException {
    try (Stream<String> lines = Files.lines(output)) {
      return lines
          .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
          .map(String::strip)
          .collect(Collectors.joining(" "));
    }
  }

  private static String simd() throws BadInputException {
    try {
      return StepKernels.simd().name();
    } catch (IllegalStateException e) {
      return "none. " + e.getMessage();
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage());
    }
  }
}
