// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import org.junit.jupiter.api.Test;

/** What is missing is refused where noise is made, not by the step that comes to use it. */
class NoiseTest {

  private static final NoiseStream STREAM = new NoiseStream(1, 2, Law.GAUSSIAN);

  @Test
  void whatIsMissingIsNamed() {
    float[] xi = new float[1];
    assertMissing("xiNew", () -> Noise.supplied(null));
    assertMissing("xiLast", () -> Noise.supplied(null, xi));
    assertMissing("xiNew", () -> Noise.supplied(xi, null));
    assertMissing("stream", () -> Noise.stored(null, xi));
    assertMissing("xi", () -> Noise.stored(STREAM, null));
    assertMissing("stream", () -> Noise.regenerated(null));
  }

  private static void assertMissing(String name, Runnable makes) {
    assertThatThrownBy(makes::run)
        .isInstanceOf(NullPointerException.class)
        .hasMessageStartingWith(name + " = null: ");
  }
}
