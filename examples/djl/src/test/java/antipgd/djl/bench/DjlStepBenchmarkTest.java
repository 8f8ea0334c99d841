// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every method steps all weights of a ResNet-20, and none moves them by more than its eta. */
class DjlStepBenchmarkTest {

  private static final int N = 272_442;

  @Test
  void stepsWithoutLeaving() {
    DjlStepBenchmark benchmark = new DjlStepBenchmark();
    benchmark.n = N;
    benchmark.setUp();
    float[] before = benchmark.weights();
    for (int step = 0; step < 2; step++) {
      benchmark.djlSgd();
      benchmark.gd();
      benchmark.antiPgdGaussian();
      benchmark.antiPgdRademacher();
      benchmark.arraysGd();
      benchmark.arraysAntiPgdGaussian();
    }
    float[] after = benchmark.weights();
    assertThat(after).isNotEqualTo(before);
    for (int i = 0; i < N; i++) {
      assertThat(Math.abs(after[i] - before[i])).isLessThan(1e-6f);
    }
    benchmark.tearDown();
  }
}
