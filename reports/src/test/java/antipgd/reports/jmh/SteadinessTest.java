// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.reports.jmh.Steadiness.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SteadinessTest {

  private static List<Double> times(String text) {
    return Stream.of(text.trim().split(" +")).map(Double::valueOf).toList();
  }

  /** Times of iterations as they were recorded on several machines, and a few made by hand. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          steady                ; 50.6 50.3 51.7 51.1 50.0 47.5 50.3 49.2 49.4 48.6    ; STEADY     ; ''
          steady, five only     ; 25.9 26.1 25.8 26.4 25.7                              ; STEADY     ; ''
          noisy, no order       ; 31 55 42 38 60 33 47 52 36 44                         ; STEADY     ; ''
          one outlier           ; 50.4 49.6 50.8 180 50.3 49.6 50.8 48.9 50.8 50.3      ; STEADY     ; ''
          outlier at the end    ; 50.4 49.6 50.8 50.2 50.3 49.6 50.8 48.9 50.8 180      ; STEADY     ; ''
          burst of a neighbour  ; 50.4 49.6 50.8 98.0 97.1 99.2 50.8 48.9 50.8 50.3     ; STEADY     ; ''
          late compile          ; 15102 154 102 115 124                                 ; NOT_STEADY ; was still warming up: its first iteration took 126
          late compile, seconds ; 521362 75671 25852 122.0 51.9 49.4 51.7 50.9 50.8 49.7 ; NOT_STEADY ; was still warming up
          compiled in the middle; 310 305 312 308 306 311 51.2 50.1 50.6 49.9           ; NOT_STEADY ; became 6.
          compiled at the end   ; 310 305 312 308 306 311 307 309 305 51.0              ; NOT_STEADY ; became 6.
          thrown away           ; 50.6 50.3 51.7 51.1 50.0 121 118 122 119 120          ; NOT_STEADY ; became 2.
          thrown away, late     ; 50.6 50.3 51.7 51.1 50.0 50.8 49.9 121 118 122        ; NOT_STEADY ; became 2.
          drift                 ; 100 104.1 107.8 112.4 116 120.3 124.1 128 132.2 136   ; NOT_STEADY ; slower while
          drift with an outlier ; 100 104.1 107.8 182.4 116 120.3 124.1 128 132.2 136   ; NOT_STEADY ; slower while
          a small step          ; 50.1 50.2 50.1 50.3 50.2 53.9 54.0 53.9 53.8 54.0     ; STEADY     ; ''
          too few               ; 15102 154 102 115                                     ; UNKNOWN    ; ''
          """)
  void judgesAFork(String name, String series, State state, String reason) {
    Steadiness judged = Steadiness.ofFork(List.of(), times(series));

    assertThat(judged.state()).as(name).isEqualTo(state);
    assertThat(judged.reason()).contains(reason);
  }

  @Test
  void knowsASlowFirstIterationFromWarmingUpByTheOneBefore() {
    List<Double> measured = times("98 50.2 49.8 50.1 50.4 49.9");

    assertThat(Steadiness.ofFork(List.of(), measured).state()).isEqualTo(State.NOT_STEADY);
    assertThat(Steadiness.ofFork(times("900 97"), measured).state()).isEqualTo(State.NOT_STEADY);
    assertThat(Steadiness.ofFork(times("900 50"), measured).state()).isEqualTo(State.STEADY);
  }

  @Test
  void doesNotTakeForksThatDifferForIterationsThatChange() {
    List<Double> fast = times("50.6 50.3 51.7 51.1 50.0");
    List<Double> slow = times("80.6 80.3 81.7 81.1 80.0");

    assertThat(Steadiness.ofForks(List.of(fast, slow)).state()).isEqualTo(State.STEADY);
  }

  @Test
  void namesTheForkThatChanged() {
    List<Double> steady = times("50.6 50.3 51.7 51.1 50.0");
    List<Double> late = times("5060 50.3 51.7 51.1 50.0");

    assertThat(Steadiness.ofForks(List.of(steady, late)).reason()).startsWith("fork 2 was still");
    assertThat(Steadiness.ofForks(List.of(steady, times("1 2"))).state()).isEqualTo(State.UNKNOWN);
  }

  /**
   * Orders by chance, under laws with light and heavy tails and a spread of 20 % and more: the
   * declared rate is 1 % a fork, and 3.5 standard deviations above it in 2000 forks are 36.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void callsFewForksUnsteadyWhereChanceAloneOrdersThem(int law) {
    Random random = new Random(2022);
    List<ToDoubleFunction<Random>> laws =
        List.of(
            r -> 1 + 0.2 * Math.tanh(r.nextGaussian()),
            r -> Math.exp(0.3 * r.nextGaussian()),
            r -> 1 - Math.log(1 - r.nextDouble()) / 4);
    int unsteady = 0;
    for (int i = 0; i < 2000; i++) {
      List<Double> fork =
          DoubleStream.generate(() -> laws.get(law).applyAsDouble(random))
              .limit(10)
              .boxed()
              .toList();
      // The rule of the first iteration is for what chance does not do.
      if (Steadiness.ofFork(List.of(1e-9), fork).state() == State.NOT_STEADY) {
        unsteady++;
      }
    }
    assertThat(unsteady).isLessThanOrEqualTo(36);
  }

  /** What is seen, with 2 % between iterations: a step by 20 % in the middle, in 9 of 10 forks. */
  @Test
  void seesAStepOfTwentyPerCent() {
    Random random = new Random(2022);
    int seen = 0;
    for (int i = 0; i < 200; i++) {
      double[] fork =
          DoubleStream.generate(() -> 1 + 0.02 * random.nextGaussian()).limit(10).toArray();
      for (int j = 5; j < 10; j++) {
        fork[j] *= 1.2;
      }
      List<Double> boxed = new ArrayList<>(Arrays.stream(fork).boxed().toList());
      if (Steadiness.ofFork(List.of(), boxed).state() == State.NOT_STEADY) {
        seen++;
      }
    }
    assertThat(seen).isGreaterThanOrEqualTo(180);
  }
}
