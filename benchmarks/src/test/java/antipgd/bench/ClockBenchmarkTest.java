// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockBenchmarkTest {

  @Test
  void everyTripCounts() {
    assertThat(ClockBenchmark.chain(5, 6, 7, 0)).isEqualTo(5);
    assertThat(ClockBenchmark.chain(5, 6, 7, 1)).isEqualTo(10);
    assertThat(ClockBenchmark.chain(5, 6, 7, 3)).isEqualTo(28);
  }

  @Test
  void eachCallGoesOnWithTheChain() {
    ClockBenchmark benchmark = new ClockBenchmark();
    benchmark.setUp();
    benchmark.chain();
    int once = benchmark.x;
    benchmark.chain();
    assertThat(once)
        .isEqualTo(ClockBenchmark.chain(1, 0x9E3779B9, 0x7F4A7C15, ClockBenchmark.TRIPS));
    assertThat(benchmark.x)
        .isEqualTo(ClockBenchmark.chain(1, 0x9E3779B9, 0x7F4A7C15, 2 * ClockBenchmark.TRIPS));
  }

  /** An addition and an exclusive or a trip, a cycle each. */
  @Test
  void statesTwoCyclesATrip() throws NoSuchMethodException {
    assertThat(ClockBenchmark.class.getMethod("chain").getAnnotation(Work.class).cycles())
        .isEqualTo(2.0 * ClockBenchmark.TRIPS);
  }
}
