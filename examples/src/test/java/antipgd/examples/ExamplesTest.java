// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * What the examples print, to the last digit. The build runs this in a VM with the Vector API and
 * in one without.
 */
class ExamplesTest {

  private interface Main {
    void run(String... args) throws Exception;
  }

  @Test
  void firstSteps() throws Exception {
    assertThat(output(FirstSteps::main))
        .isEqualTo(
            """
            start:    |u|^2 = 6.0000
            Anti-PGD: |u|^2 = 0.0004
            """);
  }

  @Test
  void trainAModel() throws Exception {
    assertThat(output(TrainAModel::main))
        .isEqualTo(
            """
            trace: 32.080 at the start
            trace: 2.030 at z of step 5000, 2.002 in the end
            restored: same bits = true
            """);
  }

  @Test
  void ownModel() throws Exception {
    assertThat(output(OwnModel::main)).isEqualTo("sigma = 0.15: |b - truth|^2 = 0.0000\n");
    assertThat(output(args -> OwnModel.main(new String[] {"0"})))
        .isEqualTo("sigma = 0.00: |b - truth|^2 = 0.9234\n");
  }

  @Test
  void splitOverThreads() throws Exception {
    assertThat(output(SplitOverThreads::main))
        .isEqualTo(
            """
            by a pool:   same bits = true
            in 2 slices: same bits = true
            """);
  }

  @Test
  void warmStart() throws Exception {
    assertThat(output(WarmStart::main))
        .isEqualTo(
            """
            warmed up: true
            same bits = true
            """);
  }

  @Test
  void ownLoops() throws Exception {
    assertThat(output(OwnLoops::main))
        .isEqualTo(
            """
            GAUSSIAN: same bits = true
            RADEMACHER: same bits = true
            """);
  }

  private static String output(Main main) throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream captured = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(captured);
      main.run();
    } finally {
      System.setOut(console);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
