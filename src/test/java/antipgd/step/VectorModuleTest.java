// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorModuleTest {

  @Test
  void isPresentInAVmThatWasAskedForIt() {
    assertThat(VectorModule.isPresent()).isTrue();
  }

  @Test
  void relaunchPassesArgumentsOptionsStreamsAndExitCode() throws Exception {
    ChildVm vm =
        ChildVm.run(
            "from stdin",
            List.of("-Dantipgd.test=an option", "-Xss3m"),
            Relaunched.class,
            "two words",
            "",
            "--flag=*");
    assertThat(vm.exit()).as(vm.err()).isEqualTo(7);
    assertThat(vm.out().lines())
        .containsExactly("two words", "", "--flag=*", "an option", "-Xss3m given", "from stdin");
    assertThat(vm.err()).contains("from stderr");
  }

  /** Needs the module, gets it, and tells what reached it. */
  static final class Relaunched {

    public static void main(String[] args) throws IOException, InterruptedException {
      if (!VectorModule.isPresent()) {
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
