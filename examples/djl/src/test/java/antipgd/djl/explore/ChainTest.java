// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.documents.ExperimentDocument.Run;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.verification.experiment.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain that is stopped and taken up again is the same chain. */
class ChainTest {

  private static final int STEPS = 6;

  private static final Chain CHAIN = chain(0.05);

  private static Chain chain(double eta) {
    return new Chain(
        new Setting(eta, 0.02, 1, STEPS, 2, 10),
        Rule.ANTI_PGD,
        new NoiseStream(5, 0, Law.GAUSSIAN),
        new NoiseStream(5, 1, Law.GAUSSIAN),
        1,
        Pictures.sample(20, 10),
        2);
  }

  @TempDir private Path folder;

  private KeptChain kept(String id) {
    return new KeptChain(folder, id);
  }

  @Test
  void stoppedAfterEachStepItEndsWhereItWouldHave() throws IOException {
    List<Long> told = new ArrayList<>();
    Run whole = CHAIN.run(kept("whole"), () -> false, told::add).orElseThrow();
    assertThat(told).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(whole.curve().step()).containsExactly(0L, 1L, 2L, 4L, 5L, 6L);
    assertThat(whole.finite()).isTrue();
    assertThat(whole.curve().trainLoss().get(5)).isEqualTo(whole.end().trainLoss());

    Optional<Run> run = Optional.empty();
    for (int n = 1; n <= STEPS; n++) {
      assertThat(run).isEmpty();
      run = CHAIN.run(kept("parts"), () -> true, told::add);
    }
    // Stopped in its last step it has all steps, and is measured when it is taken up.
    assertThat(run).isEmpty();
    run = CHAIN.run(kept("parts"), () -> true, told::add);
    assertThat(run).isPresent();
    Run parts = kept("parts").found().orElseThrow();
    whole = kept("whole").found().orElseThrow();
    assertThat(parts.end()).isEqualTo(whole.end());
    assertThat(parts.curve()).isEqualTo(whole.curve());
    assertThat(parts.estimates().hutchinson()).isEqualTo(whole.estimates().hutchinson());
    assertThat(parts.estimates().relative()).isEqualTo(whole.estimates().relative());
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("whole.json", "parts.json");
    }
  }

  /** Its losses are no numbers, which JSON has not. */
  @Test
  void aChainThatDivergedIsTakenUpAndEnds() throws IOException {
    Chain diverging = chain(1e30);
    for (int n = 1; n <= 2; n++) {
      assertThat(diverging.run(kept("mine"), () -> true, step -> {})).isEmpty();
    }
    assertThat(folder.resolve("mine.part.json")).content().contains("null");
    assertThat(diverging.run(kept("mine"), () -> false, step -> {})).isPresent();
    Run whole = kept("mine").found().orElseThrow();
    assertThat(whole.finite()).isFalse();
    assertThat(whole.end().trainLoss()).isNaN();
    assertThat(whole.curve().step()).containsExactly(0L, 1L, 2L, 4L, 5L, 6L);
    assertThat(whole.curve().trainLoss().get(0)).isFinite();
    assertThat(whole.curve().trainLoss().subList(2, 6)).containsOnly(Double.NaN);
  }

  @Test
  void refusesWhatIsNotItsRow() throws IOException {
    Files.writeString(folder.resolve("mine.json"), "{}");
    assertThatThrownBy(() -> kept("mine").found())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("is not the row of mine: must be that or absent");
  }
}
