// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasurementTest {

  /**
   * What a benchmark needed is where its next fork begins: 972 iterations were met on a busy core.
   */
  @Test
  void warmUpGrowsThreefoldUpToNineTimesItsAnnotation() {
    assertThat(IntStream.iterate(12, warmUp -> Measurement.longer(warmUp, 12)).limit(5))
        .containsExactly(12, 36, 108, 108, 108);
  }
}
