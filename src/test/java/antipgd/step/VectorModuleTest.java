// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorModuleTest {

  @Test
  void isPresentInAVmThatWasAskedForIt() {
    assertThat(VectorModule.isPresent()).isTrue();
  }

  /** The debugger's port is taken by the first VM: a second one that had the option would die. */
  @Test
  void relaunchPassesArgumentsOptionsStreamsAndExitCode() throws Exception {
    String debugger =
        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=" + freePort();
    ChildVm vm =
        ChildVm.run(
            "from stdin",
            List.of("-Dantipgd.test=an option", debugger, "-Xss3m"),
            Relaunched.class,
            "two words",
            "",
            "--flag=*");
    assertThat(vm.exit()).as(vm.err()).isEqualTo(7);
    assertThat(vm.out().lines())
        .containsExactly("two words", "", "--flag=*", "an option", "-Xss3m given", "from stdin");
    assertThat(vm.err())
        .contains("from stderr")
        .contains("is started without " + debugger + ", which only one VM can have");
  }

  /** As a shell or a scheduler ends a program; whatever main still says would be a stack trace. */
  @Test
  @Timeout(60)
  void aRelaunchedProgramEndsAtOneSignal(@TempDir Path folder) throws Exception {
    Path err = folder.resolve("err");
    Process first =
        new ProcessBuilder(ChildVm.command(List.of(), Waiting.class))
            .redirectError(err.toFile())
            .start();
    String pid = first.inputReader().readLine();
    ProcessHandle second = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    first.destroy();
    assertThat(first.waitFor()).isEqualTo(143); // 128 + SIGTERM
    assertThat(second.isAlive()).isFalse();
    assertThat(err).content().doesNotContain("Exception");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** In an image of the JDK that lacks either, a program runs as it is. */
  @ParameterizedTest
  @CsvSource({
    "'', true",
    "--limit-modules=java.base, false",
    "--add-modules=jdk.incubator.vector, false",
  })
  void wantsRelaunchWhereItHelps(String option, boolean helps) throws Exception {
    ChildVm vm = ChildVm.run(option.isEmpty() ? List.of() : List.of(option), WantsRelaunch.class);
    assertThat(vm.out()).as(vm.err()).isEqualTo(String.valueOf(helps));
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_23) // later there is none
  void wantsNoneWhereASecurityManagerForbidsToAsk() throws Exception {
    ChildVm vm = ChildVm.run(List.of("-Djava.security.manager"), WantsRelaunch.class);
    assertThat(vm.out()).as(vm.err()).isEqualTo("false");
  }

  /** Says so. */
  static final class WantsRelaunch {

    public static void main(String[] args) {
      System.out.print(VectorModule.wantsRelaunch());
    }
  }

  /** Gets the module, tells its process id and waits for a signal. */
  static final class Waiting {

    public static void main(String[] args) throws IOException, InterruptedException {
      Thread main = Thread.currentThread();
      if (VectorModule.wantsRelaunch()) {
        // The VM ends when its hooks have, and this one gives main the time to say something.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> joinForAMoment(main)));
        System.exit(VectorModule.relaunch(Waiting.class));
      }
      System.out.println(ProcessHandle.current().pid());
      main.join();
    }

    private static void joinForAMoment(Thread main) {
      try {
        main.join(1000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Needs the module, gets it, and tells what reached it. */
  static final class Relaunched {

    public static void main(String[] args) throws IOException, InterruptedException {
      if (VectorModule.wantsRelaunch()) {
        System.exit(VectorModule.relaunch(Relaunched.class, args));
      }
      for (String arg : args) {
        System.out.println(arg);
      }
      System.out.println(System.getProperty("antipgd.test"));
      boolean stack = ManagementFactory.getRuntimeMXBean().getInputArguments().contains("-Xss3m");
      System.out.println(stack ? "-Xss3m given" : "-Xss3m lost");
      System.out.println(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
      System.err.println("from stderr");
      System.exit(7);
    }
  }
}
