// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl.explore;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.verification.cli.Verification;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the explorer refuses, before it fetches an image or begins a network. */
class ResnetCommandTest {

  @TempDir private Path folder;

  private String refusal(String... options) {
    List<String> args =
        new ArrayList<>(List.of("resnet", "--rows", folder.resolve("r").toString()));
    args.addAll(List.of(options));
    StringWriter err = new StringWriter();
    CommandLine explore = Verification.commandLine(Explore.class);
    explore.setErr(new PrintWriter(err, true));
    assertThat(explore.execute(args.toArray(String[]::new))).isEqualTo(2);
    assertThat(folder.resolve("r")).doesNotExist();
    return err.toString().strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --train=15     | train = 15: must be a multiple of 10
          --test=0       | test = 0: must be at least 10
          --probes=1     | probes = 1: must be in [2, 1048576]
          --threads=0    | threads = 0: must be in [1, 1024]
          --converge=500 | converge = 500: must be in [0, 300]
          --batch=7      | batch = 7: must be a divisor of 300, the number of examples
          --test=8400    | train + test = 8700: must be at most 8630, as often as the rarest digit is there
          """)
  void refusesBadOptionsInOneLine(String option, String message) {
    assertThat(refusal(option)).isEqualTo(message);
  }
}
