// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StepTimesTest {

  /** A run of so many steps of so many ns, and so on. */
  private static StepTimes run(int... countsAndTimes) {
    long[] ends = new long[1000];
    int steps = 0;
    long now = 0;
    for (int i = 0; i < countsAndTimes.length; i += 2) {
      for (int k = 0; k < countsAndTimes[i]; k++) {
        now += countsAndTimes[i + 1];
        ends[steps++] = now;
      }
    }
    return new StepTimes(ends, steps);
  }

  @Test
  void isWarmAfterTheLastSlowStep() {
    StepTimes times = run(1, 500, 3, 40, 100, 10);

    assertThat(times.first()).isEqualTo(500);
    assertThat(times.steady()).isEqualTo(10);
    assertThat(times.warm()).isEqualTo(500 + 3 * 40);
  }

  @Test
  void isWarmFromTheBeginningIfNoStepIsSlow() {
    assertThat(run(100, 10).warm()).isZero();
    assertThat(run(1, 10, 1, 11, 1, 14, 10, 10).warm()).isZero();
  }

  @Test
  void slowIsMoreThanHalfAsMuchAgain() {
    assertThat(run(50, 15, 100, 10).warm()).isZero();
    assertThat(run(50, 16, 100, 10).warm()).isEqualTo(50 * 16);
  }

  @Test
  void aLateSlowStepDoesNotCount() {
    assertThat(run(1, 500, 90, 10, 1, 300, 60, 10).warm()).isEqualTo(500);
  }

  /** Twenty steps in a row take four times as long; it was warm for longer than that before. */
  @Test
  void aBurstOfABusyNeighbourDoesNotCount() {
    assertThat(run(1, 500, 100, 10, 20, 40, 100, 10).warm()).isEqualTo(500);
  }

  /** As code of a first compiler that is thrown away again. */
  @Test
  void aSpellOfFastStepsBetweenSlowOnesDoesNotCount() {
    assertThat(run(1, 500, 10, 10, 20, 40, 100, 10).warm()).isEqualTo(500 + 10 * 10 + 20 * 40);
  }

  @Test
  void steadyIsTheMedianOfTheLastQuarterOfTheTime() {
    // 400 ns in all: the steps that end from 300 on are five of 10 and two of 30.
    assertThat(run(30, 10, 2, 30, 4, 10).steady()).isEqualTo(10);
    assertThat(run(30, 10, 2, 20, 3, 20).steady()).isEqualTo(20);
    assertThat(run(1, 100, 1, 20, 1, 24).steady()).as("of two").isEqualTo(22);
  }

  @Test
  void canDoWithASingleStep() {
    StepTimes times = run(1, 500);

    assertThat(times.steady()).isEqualTo(500);
    assertThat(times.warm()).isZero();
    assertThat(run(1, 500, 1, 10).steady()).isEqualTo(255);
  }

  @Test
  void countsStepsThatHaveEnded() {
    StepTimes times = run(1, 500, 5, 10);

    assertThat(times.endedBy(499)).isZero();
    assertThat(times.endedBy(500)).isEqualTo(1);
    assertThat(times.endedBy(529)).isEqualTo(3);
    assertThat(times.endedBy(550)).isEqualTo(6);
    assertThat(times.endedBy(551)).as("after the run").isNaN();
  }

  @Test
  void looksAtStepsAlone() {
    long[] ends = {500, 510, 520, 1, 1};
    Arrays.fill(ends, 3, 5, Long.MIN_VALUE);

    assertThat(new StepTimes(ends, 3).endedBy(520)).isEqualTo(3);
    assertThat(new StepTimes(ends, 3).steady()).isEqualTo(10);
  }
}
