// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MedianIntervalTest {

  private static MedianInterval upTo(int n) {
    return MedianInterval.of(IntStream.rangeClosed(1, n).mapToDouble(i -> n + 1 - i).toArray());
  }

  /** The sign test's table: of 6, 10 and 20 values 0, 1 and 5 are left out on each side. */
  @Test
  void leavesOutAsManyAsTheSignTest() {
    assertThat(upTo(6)).isEqualTo(new MedianInterval(3.5, 1, 6));
    assertThat(upTo(10)).isEqualTo(new MedianInterval(5.5, 2, 9));
    assertThat(upTo(20)).isEqualTo(new MedianInterval(10.5, 6, 15));
  }

  @Test
  void fewValuesHaveNone() {
    assertThat(upTo(5)).isEqualTo(new MedianInterval(3, Double.NaN, Double.NaN));
    assertThat(upTo(5).shown()).isEqualTo("3");
    assertThat(MedianInterval.of().median()).isNaN();
    assertThat(upTo(6).shown()).isEqualTo("3.5 (1..6)");
  }

  @Test
  void whatIsNoNumberIsBeyondAllOthers() {
    assertThat(MedianInterval.of(1, Double.NaN, 2, 0, 4, 5).upper()).isNaN();
    assertThat(MedianInterval.of(1, Double.NaN, 2, 0, 4, 5).median()).isEqualTo(3);
  }
}
