// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How a main class ended in a VM of its own, with this VM's Java and class path. */
public record ChildVm(int exit, String out, String err) {

  private static final long SECONDS = 60;

  static ChildVm run(List<String> options, Class<?> main, String... args)
      throws IOException, InterruptedException {
    return run("", options, main, args);
  }

  static ChildVm run(String in, List<String> options, Class<?> main, String... args)
      throws IOException, InterruptedException {
    return run(in, command(options, main, args), SECONDS);
  }

  /** A command of one's own, and how long it may take. */
  public static ChildVm run(String in, List<String> command, long seconds)
      throws IOException, InterruptedException {
    // Files, because a full pipe would block the child.
    Path directory = Files.createTempDirectory("antipgd-child");
    Path stdin = Files.writeString(directory.resolve("in"), in);
    Path stdout = directory.resolve("out");
    Path stderr = directory.resolve("err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(stdin.toFile())
              .redirectOutput(stdout.toFile())
              .redirectError(stderr.toFile());
      // Options from outside could add the very module whose absence is tested.
      builder.environment().keySet().removeAll(VectorModule.ENVIRONMENT);
      Process process = builder.start();
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new IllegalStateException("still runs after " + seconds + " s: " + command);
      }
      return new ChildVm(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
    } finally {
      for (Path file : List.of(stdin, stdout, stderr, directory)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** For a test that does not wait for the end. */
  public static List<String> command(List<String> options, Class<?> main, String... args) {
    String java =
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    return command(List.of(java), options, main, args);
  }

  /** As above, with another Java, or another program that runs one. */
  public static List<String> command(
      List<String> java, List<String> options, Class<?> main, String... args) {
    List<String> command = new ArrayList<>(java);
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    return command;
  }
}
