// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;

class ScheduleTest {

  private static final double START = 0.5;

  private long now;

  private static Planned planned(String method) {
    return new Planned(
        new Case("a.B." + method, Mode.AverageTime, Map.of("n", "64")),
        new Effort(2, 12, 2.5, true),
        null);
  }

  private static List<Planned> tenCases() {
    return List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j").stream()
        .map(ScheduleTest::planned)
        .toList();
  }

  private void passes(double seconds) {
    now += (long) (seconds * 1e9);
  }

  /** Ten cases of two forks of 3 s. */
  @Test
  void saysBeforehandHowLongItWillTake() {
    Schedule schedule = new Schedule(tenCases(), START, 600, () -> now);

    assertThat(schedule.announcement())
        .isEqualTo(
            "10 benchmarks, about 1.0 min; forks that are not steady run again with a longer"
                + " warm-up as long as it all ends within 10 min");
    assertThat(schedule.next())
        .isEqualTo("# Benchmark 1 of 10, 0.0 min so far, about 1.0 min left");
  }

  /** Two forks of 2.5 s, each after two starts: of the VM, and as long for the arrays. */
  @Test
  void knowsThatLongArraysTakeTimeToBeMade() {
    Planned longArrays =
        new Planned(
            new Case("a.B.a", Mode.AverageTime, Map.of("n", "5000000")),
            new Effort(2, 12, 2.5, true),
            null);

    assertThat(new Schedule(List.of(longArrays), 10, 600, () -> now).next())
        .isEqualTo("# Benchmark 1 of 1, 0.0 min so far, about 0.8 min left");
  }

  /** What is left is 54 s, and 66 s of plan, with the minute, took 84 s. */
  @Test
  void learnsFromWhatIsDone() {
    Schedule schedule = new Schedule(tenCases(), START, Double.POSITIVE_INFINITY, () -> now);
    schedule.next();
    passes(24);
    schedule.done(planned("a"));

    assertThat(schedule.announcement()).isEqualTo("10 benchmarks, about 1.0 min");
    assertThat(schedule.next())
        .isEqualTo("# Benchmark 2 of 10, 0.4 min so far, about 1.1 min left");
  }

  @Test
  void allowsAForkAgainOnlyWhereAllTheRestStillFits() {
    Schedule schedule = new Schedule(tenCases(), START, 70, () -> now);

    assertThat(schedule.allowsAgain(planned("a"), 6.9)).isTrue();
    assertThat(schedule.allowsAgain(planned("a"), 7.1)).isFalse();
    passes(6);
    schedule.done(planned("a"));
    assertThat(schedule.allowsAgain(planned("b"), 6.9)).isTrue();
    passes(6);
    assertThat(schedule.allowsAgain(planned("b"), 6.9)).isFalse();
  }
}
