// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DataTest {

  private static final int N = 100_000;

  @Test
  void isSeeded() {
    assertThat(Data.exact(N, 1)).isEqualTo(Data.exact(N, 1)).isNotEqualTo(Data.exact(N, 2));
  }

  /** In double nothing rounds here; that the float step agrees shows that it does not either. */
  @Test
  void stepsWithoutRounding() {
    float[] w = Data.exact(N, 1);
    float[] g = Data.exact(N, 2);
    float[] xi = Data.exact(N, 3);
    float[] xiNew = Data.exact(N, 4);
    for (int i = 0; i < N; i++) {
      float stepped = w[i] - Data.ETA * g[i] + Data.SIGMA * (xiNew[i] - xi[i]);
      double exact = w[i] - (double) Data.ETA * g[i] + Data.SIGMA * ((double) xiNew[i] - xi[i]);
      assertThat((double) stepped).isEqualTo(exact).isBetween(-4.0, 4.0);
    }
  }
}
