// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.cpus;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.noise.GoldenNoise;
import antipgd.noise.Hashes;
import antipgd.step.GoldenSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The committed table of other CPUs has today's golden hashes; {@link CpusTest} makes a new one.
 */
class CpusTableTest {

  @Test
  void hasTheGoldenHashes() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("..", "reports", "results", "cpus", "cpus.md")).stream()
            .filter(line -> line.startsWith("| ") && !line.contains("| kernel |"))
            .toList();
    assertThat(rows).hasSizeGreaterThan(20);
    String noise = Hashes.ofAll(Hashes.read(GoldenNoise.class));
    String steps = Hashes.ofAll(Hashes.read(GoldenSteps.class));
    assertThat(rows)
        .allMatch(
            row ->
                row.endsWith(" | " + noise + " | " + steps + " |")
                    || row.contains("| scalar |") && row.endsWith(" |  | " + steps + " |")
                    || row.contains("| skipped: "));
  }
}
