// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  @Test
  void isAsWideAsForksDiffer() {
    List<List<Double>> forks = List.of(List.of(1.0, 1.0, 1.0), List.of(2.0, 2.0, 2.0));

    assertThat(Bootstrap.mean(forks)).isEqualTo(new Estimate(1, 1.5, 2));
    assertThat(Bootstrap.mean(forks)).isEqualTo(Bootstrap.mean(forks));
  }

  @Test
  void knowsNoIntervalOfOneFork() {
    Estimate interval = Bootstrap.mean(List.of(List.of(1.0, 3.0)));

    assertThat(interval.isKnown()).isFalse();
    assertThat(interval.estimate()).isEqualTo(2);
  }

  @Test
  void ratioTakesTheSpreadOfBoth() {
    List<List<Double>> slow = List.of(List.of(2.0), List.of(4.0));
    List<List<Double>> fast = List.of(List.of(1.0), List.of(2.0));

    assertThat(Bootstrap.ratio(slow, fast)).isEqualTo(new Estimate(1, 2, 4));
    assertThat(Bootstrap.ratio(slow, List.of(List.of(1.0))).isKnown()).isFalse();
  }

  /** 20 forks of 5 iterations, both levels with spread: 95 % of 400 intervals, give or take 5 %. */
  @Test
  void coversTheTrueMean() {
    Random random = new Random(1);
    long covered =
        IntStream.range(0, 400)
            .mapToObj(i -> Bootstrap.mean(forks(random, 20, 5)))
            .filter(interval -> interval.lower() <= 10 && 10 <= interval.upper())
            .count();

    assertThat(covered / 400.0).isCloseTo(0.95, within(0.05));
  }

  private static List<List<Double>> forks(Random random, int forks, int iterations) {
    return Stream.generate(
            () -> {
              double mean = 10 + random.nextGaussian();
              return Stream.generate(() -> mean + 0.5 * random.nextGaussian())
                  .limit(iterations)
                  .toList();
            })
        .limit(forks)
        .toList();
  }
}
