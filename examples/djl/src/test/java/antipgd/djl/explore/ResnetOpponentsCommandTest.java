// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import antipgd.documents.ExperimentDocument.Curve;
import antipgd.documents.ExperimentDocument.Estimates;
import antipgd.documents.ExperimentDocument.Figures;
import antipgd.documents.ExperimentDocument.Run;
import antipgd.documents.SampleMean;
import antipgd.verification.cli.Verification;
import antipgd.verification.experiment.Digits;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** With rows that are there no network is trained, and what is chosen can be told beforehand. */
class ResnetOpponentsCommandTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... options) {
    CommandLine explore = Verification.commandLine(Explore.class);
    explore.setOut(new PrintWriter(out));
    explore.setErr(new PrintWriter(err));
    return explore.execute(options);
  }

  private void keep(String rule, double eta, double sigma, long seed, double accuracy)
      throws IOException {
    String id =
        "resnet_train200_test1000_batch25_eta%s_sigma%s_init1.0_gaussian_converge0_steps16_noise-end12_probes2_threads1_seed%d_%s"
            .formatted(eta, sigma, seed, rule);
    new KeptChain(folder, id)
        .finish(
            new Run(
                seed,
                rule,
                16,
                true,
                new Figures(0.5, 0.6, 7, accuracy),
                new Estimates(new SampleMean(7, 1), new SampleMean(3, 1), 9.),
                new Curve(
                    List.of(0L), List.of(0.5), List.of(0.6), List.of(7.), List.of(accuracy))));
  }

  @Test
  void eachRuleRunsWithItsBestChoiceOfOtherSeeds() throws IOException {
    assumeThat(Digits.obstacle()).isEmpty();
    for (double factor : new double[] {1, 2, 4, 8}) {
      for (double sigma : new double[] {0.005, 0.01, 0.02, 0.04}) {
        double eta = factor * 0.2;
        keep("pgd", eta, sigma, 1005, eta == 0.4 && sigma == 0.005 ? 0.9 : 0.8);
        keep("anti-pgd", eta, sigma, 1005, eta == 1.6 && sigma == 0.04 ? 0.7 : 0.1);
      }
    }
    for (int k = 0; k < 16; k++) {
      keep("gd", 0.2 * StrictMath.pow(2, k / 3.), 0, 1005, k == 3 ? 0.6 : 0.5);
    }
    keep("gd", 0.4, 0, 5, 0.61);
    keep("pgd", 0.4, 0.005, 5, 0.91);
    keep("anti-pgd", 1.6, 0.04, 5, 0.71);

    Path file = folder.resolve("result.json");
    assertThat(
            execute(
                "opponents",
                "--budget=2",
                "--tuning-seeds=1",
                "--seeds=1",
                "--seed=5",
                "--rows=" + folder,
                "--json=" + file))
        .as(err.toString())
        .isZero();

    JsonNode root = new ObjectMapper().readTree(file.toFile());
    assertThat(root.get("schema").textValue()).isEqualTo("antipgd-opponents/1");
    assertThat(root.get("problem").textValue()).isEqualTo("resnet");
    assertThat(root.get("batch").intValue()).isEqualTo(25);
    assertThat(root.get("quiet").doubleValue()).isEqualTo(0.25);
    assertThat(root.get("tuning")).hasSize(3 * 16);
    JsonNode runs = root.get("runs");
    assertThat(runs.findValuesAsText("method")).containsExactly("gd", "pgd", "anti-pgd");
    assertThat(runs.findValuesAsText("eta")).containsExactly("0.4", "0.4", "1.6");
    assertThat(runs.findValuesAsText("strength")).containsExactly("0.0", "0.005", "0.04");
    assertThat(runs.findValuesAsText("testAccuracy")).containsExactly("0.61", "0.91", "0.71");
    assertThat(runs.findValuesAsText("relative")).containsOnly("3.0");
    assertThat(out.toString()).contains("48 choices tried, 3 runs done, rows in");
  }

  @Test
  void refusesABudgetThatIsNone() {
    assertThat(execute("opponents", "--budget=0", "--rows=" + folder)).isEqualTo(2);
    assertThat(err.toString().strip()).isEqualTo("budget = 0: must be in [1, 1048576]");
  }
}
