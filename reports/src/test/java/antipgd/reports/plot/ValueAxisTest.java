// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.reports.plot.ValueAxis.Tick;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValueAxisTest {

  private static double size(String label) {
    return TextLayout.of(label).width() + Axes.GAP;
  }

  private static List<Tick> ticks(Scale scale, double... values) {
    return ValueAxis.over(scale, DoubleStream.of(values), 0, 300).ticks(ValueAxisTest::size);
  }

  private static void areUseful(List<Tick> ticks, double... values) {
    assertThat(ticks).as("%s", Arrays.toString(values)).hasSizeBetween(2, 9);
    assertThat(ticks).extracting(Tick::label).as("%s", ticks).doesNotHaveDuplicates();
    assertThat(ticks).allSatisfy(tick -> assertThat(tick.at()).isBetween(0., 300.));
    for (int i = 1; i < ticks.size(); i++) {
      double sizes = size(ticks.get(i).label()) + size(ticks.get(i - 1).label());
      assertThat(ticks.get(i).at() - ticks.get(i - 1).at()).isGreaterThanOrEqualTo(sizes / 2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyRangeHasTwoNamesAtLeast(Scale scale) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2000; i++) {
      double low = Math.pow(10, random.nextDouble(-8, 8)) * (random.nextBoolean() ? 1 : -1);
      double high = low + Math.abs(low) * Math.pow(10, random.nextDouble(-6, 3));
      areUseful(ticks(scale, low, high), low, high);
    }
  }

  @ParameterizedTest
  @EnumSource
  void soDoRangesAtTheEdgeOfNumbers(Scale scale) {
    for (double value : new double[] {0, Double.MIN_VALUE, 1e-99, 1, 1e15, 9e99, 1e308}) {
      areUseful(ticks(scale, value), value);
      areUseful(ticks(scale, value, Math.nextUp(value)), value);
    }
    areUseful(ticks(scale));
    areUseful(ticks(scale, Double.NaN, Double.POSITIVE_INFINITY));
    areUseful(ticks(scale, 1e-99, 9e99));
  }

  static Stream<Arguments> axes() {
    return Stream.of(
        Arguments.of(Scale.LINEAR, new double[] {0, 1}, "0 0.2 0.4 0.6 0.8 1"),
        Arguments.of(Scale.LINEAR, new double[] {-3, 3}, "-3 -2 -1 0 1 2 3"),
        Arguments.of(Scale.WHOLE, new double[] {1, 3}, "1 2 3"),
        Arguments.of(Scale.LOG2, new double[] {0.25, 8}, "0.25 0.5 1 2 4 8"),
        Arguments.of(Scale.LOG2, new double[] {0.9, 1.1}, "0.9 0.95 1 1.05 1.1"),
        Arguments.of(Scale.BINARY, new double[] {65536, 1 << 24}, "64K 256K 1M 4M 16M"),
        Arguments.of(Scale.BINARY, new double[] {65536, 65536}, "32K 64K 128K"),
        Arguments.of(Scale.LOG10, new double[] {1, 10000}, "1 10 100 1000 10000"),
        Arguments.of(Scale.LOG10, new double[] {1, 20}, "1 2 5 10 20"));
  }

  @ParameterizedTest
  @MethodSource("axes")
  void namesRoundValues(Scale scale, double[] values, String labels) {
    assertThat(ticks(scale, values).stream().map(Tick::label)).containsExactly(labels.split(" "));
  }
}
