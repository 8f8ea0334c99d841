// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.cpus;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A CPU with a Java that runs on it, here or under emulation. */
sealed interface Cpu {

  /** What it is called in the table. */
  String title();

  /**
   * How a VM is started there.
   *
   * @return the command up to the VM's own options, which are part of it
   * @throws UnavailableException if this machine cannot have it; the message says why
   */
  List<String> java() throws UnavailableException, IOException, InterruptedException;

  /** Why this machine cannot have a CPU. */
  final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    UnavailableException(String why) {
      super(why);
    }
  }

  /** This machine's, with options of the VM that take instructions or vectors away. */
  record Own(Path jdk, String options) implements Cpu {

    @Override
    public String title() {
      return System.getProperty("os.arch") + (options.isEmpty() ? "" : " `" + options + "`");
    }

    @Override
    public List<String> java() throws UnavailableException {
      boolean x86 = System.getProperty("os.arch").equals("amd64");
      if (!x86 && !options.isEmpty()) {
        throw new UnavailableException("the option is of x86-64");
      }
      List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString()));
      command.addAll(Stream.of(options.split(" ")).filter(o -> !o.isEmpty()).toList());
      return command;
    }
  }

  /** This machine's, where Graal compiles instead of C2. */
  record Graal(Path jdk, Path jars) implements Cpu {

    @Override
    public String title() {
      return System.getProperty("os.arch") + ", Graal";
    }

    @Override
    public List<String> java() throws UnavailableException, IOException {
      String release = Files.readString(jdk.resolve("release"));
      if (!release.contains("JAVA_VERSION=\"17.")) {
        throw new UnavailableException("the Graal that is tried is of JDK 17");
      }
      return List.of(
          jdk.resolve("bin/java").toString(),
          "-XX:+UnlockExperimentalVMOptions",
          "-XX:+EnableJVMCI",
          "-XX:+UseJVMCICompiler",
          "--upgrade-module-path=" + jars,
          "--add-modules=jdk.internal.vm.compiler");
    }
  }

  /**
   * Another one, with Debian's Java, under the user-mode emulation of QEMU.
   *
   * @param emulator {@code qemu-EMULATOR-static}
   * @param model of the CPU, as QEMU calls it
   * @param suite of Debian that has the JDK
   */
  record Emulated(
      String architecture, String emulator, String model, String suite, int jdk, Path folder)
      implements Cpu {

    @Override
    public String title() {
      return architecture + " `-cpu " + model + "`";
    }

    @Override
    public List<String> java() throws UnavailableException, IOException, InterruptedException {
      Path unpacked = folder.resolve(architecture + "-jdk" + jdk).toAbsolutePath();
      String program = "qemu-" + emulator + "-static";
      if (Stream.of(System.getenv("PATH").split(File.pathSeparator))
          .noneMatch(path -> Files.isExecutable(Path.of(path, program)))) {
        throw new UnavailableException(
            "there is no " + program + ", which Debian has in qemu-user-static");
      }
      Path root = unpacked.resolve("root");
      Path java =
          root.resolve("usr/lib/jvm/java-" + jdk + "-openjdk-" + architecture + "/bin/java");
      unpack(unpacked, java);
      return List.of(program, "-cpu", model, "-L", root.toString(), java.toString());
    }

    /** Once, though several models of a CPU share it. */
    private void unpack(Path unpacked, Path java)
        throws UnavailableException, IOException, InterruptedException {
      synchronized (Emulated.class) {
        if (Files.exists(java)) {
          return;
        }
        Files.createDirectories(unpacked);
        Path log = unpacked.resolve("log");
        String script = Path.of("test", "resources", "antipgd", "cpus", "debian-jre.sh").toString();
        String of = "openjdk-" + jdk + "-jre-headless";
        int exit;
        try {
          exit =
              new ProcessBuilder("bash", script, suite, architecture, of, unpacked.toString())
                  .redirectErrorStream(true)
                  .redirectOutput(log.toFile())
                  .start()
                  .waitFor();
        } catch (IOException e) {
          throw new UnavailableException(e.getMessage());
        }
        if (exit != 0) {
          List<String> lines = Files.readAllLines(log);
          throw new UnavailableException(
              "Debian's "
                  + of
                  + " cannot be had: "
                  + (lines.isEmpty() ? "" : lines.get(lines.size() - 1)));
        }
      }
    }
  }
}
