// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * GD, PGD and Anti-PGD from the same point of the valley, as in the paper's figures 3 and 4: left
 * in {@code target/valley-RULE.json} for the page. That they part is {@code ClaimsIT}'s to show.
 */
class TrajectoriesIT {

  private static final int NORM2 = 1024;
  private static final int PATHS = 3;

  /** A tenth more from step to step, to the end of the Anti-PGD claim. */
  private static final String CHECKPOINTS =
      LongStream.iterate(1, step -> step <= 9000, step -> Math.max(step + 1, step * 11 / 10))
          .mapToObj(String::valueOf)
          .collect(Collectors.joining(","));

  @ParameterizedTest
  @CsvSource({"gd, 1", "pgd, 256", "anti-pgd, 256"})
  void startAtTheSamePoint(String rule, int chains) throws IOException {
    Path file = Path.of("target", "valley-" + rule + ".json");
    String line =
        "valley --d 32 --norm2 %d --sigma2 4 --alpha 0.25 --steps 9000 --checkpoints 0,%s"
            + " --rule %s --chains %d --paths %d --json %s";
    int exit =
        Verification.commandLine()
            .execute(
                line.formatted(NORM2, CHECKPOINTS, rule, chains, Math.min(PATHS, chains), file)
                    .split(" "));

    assertThat(exit).isZero();
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    assertThat(root.get("paths")).isNotEmpty();
    for (JsonNode path : root.get("paths")) {
      assertThat(path.get("v")).hasSameSizeAs(root.get("checkpoints"));
      assertThat(path.get("v").get(0).doubleValue()).isZero();
      // u_0 is float32.
      assertThat(path.get("norm2").get(0).doubleValue()).isCloseTo(NORM2, within(1e-3));
    }
  }
}
