// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FamilyTest {

  private static final List<Double> NEAR = List.of(100.0, 102.0);
  private static final List<Double> FAR = List.of(200.0, 220.0);

  /** The distance of the logarithms of two times. */
  private static double log(double less, double more) {
    return Math.log(more / less);
  }

  /** 0.975 of Student's law with one degree of freedom is 12.706. */
  @Test
  void isStudentsForAResultByItself() {
    Estimate time = new Family(List.of(NEAR), 0).mean(NEAR);

    assertThat(time.estimate()).isEqualTo(101);
    double half = 12.706 * log(100, 102) / 2;
    assertThat(log(time.lower(), time.upper())).isCloseTo(2 * half, within(1e-4));
    assertThat(Math.sqrt(time.lower() * time.upper()))
        .isCloseTo(Math.sqrt(100 * 102), within(1e-9));
  }

  /** 0.975 of Student's law with two degrees is 4.303, and 0.995 is 9.925. */
  @Test
  void isStudentsForAPairByItself() {
    Family.Ratio ratio = new Family(List.of(NEAR, FAR), 1).ratio(FAR, NEAR);

    double error = Math.sqrt((Math.pow(log(100, 102), 2) + Math.pow(log(200, 220), 2)) / 4);
    assertThat(log(ratio.estimate().lower(), ratio.estimate().upper()))
        .isCloseTo(2 * 4.3027 * error, within(1e-4));
    assertThat(log(ratio.simultaneous().lower(), ratio.simultaneous().upper()))
        .isCloseTo(2 * 9.9248 * error, within(1e-4));
    assertThat(ratio.estimate().estimate()).isEqualTo(210.0 / 101);
  }

  /**
   * Of 20 equal results a pair borrows 4 degrees of freedom: six in all. 0.975 of Student's law is
   * 2.447 there.
   */
  @Test
  void borrowsFromItsTable() {
    Family family = new Family(Collections.nCopies(20, NEAR), 10);

    Estimate ratio = family.ratio(NEAR, NEAR).estimate();

    assertThat(log(ratio.lower(), ratio.upper()))
        .isCloseTo(2 * 2.4469 * log(100, 102) / Math.sqrt(2), within(1e-4));
  }

  @Test
  void takesNoResultForQuieterThanItsTable() {
    Family family = new Family(List.of(NEAR, List.of(100.0, 100.01), FAR, FAR), 2);

    double quiet = width(family.mean(List.of(100.0, 100.01)));

    assertThat(quiet).isEqualTo(width(family.mean(NEAR)), within(1e-9));
    assertThat(quiet).isLessThan(width(family.mean(FAR)));
  }

  private static double width(Estimate of) {
    return log(of.lower(), of.upper());
  }

  @Test
  void isWiderTheMoreIsCompared() {
    List<List<Double>> table = List.of(NEAR, FAR);

    assertThat(width(new Family(table, 20).ratio(NEAR, FAR).simultaneous()))
        .isGreaterThan(width(new Family(table, 1).ratio(NEAR, FAR).simultaneous()));
  }

  @Test
  void showsNoIntervalThatSaysNothing() {
    List<Double> wild = List.of(1.0, 1000.0);
    Family family = new Family(List.of(wild), 0);

    assertThat(family.mean(wild)).isEqualTo(Estimate.unknown(500.5));
    assertThat(family.mean(List.of(1.0, 2.0)).isKnown()).isFalse();
    assertThat(new Family(List.of(NEAR, FAR), 1).forksToSee(1.1, NEAR, FAR)).hasValue(10);
    assertThat(new Family(List.of(wild, wild), 1).forksToSee(1.1, wild, wild)).hasValue(1001);
  }

  @Test
  void knowsNoIntervalOfOneForkOrOfForksThatDoNotDiffer() {
    List<Double> one = List.of(100.0);
    List<Double> same = List.of(100.0, 100.0);
    Family family = new Family(List.of(NEAR, FAR, one), 2);

    assertThat(family.mean(one)).isEqualTo(Estimate.unknown(100));
    assertThat(family.ratio(one, NEAR).estimate().isKnown()).isFalse();
    assertThat(family.ratio(NEAR, one).isMore()).isFalse();
    assertThat(new Family(List.of(same, same), 1).ratio(same, same).estimate().isKnown()).isFalse();
  }
}
