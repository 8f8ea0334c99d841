// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamIdTest {

  /** As {@code printf NAME | sha256sum} begins. Aa and BB are equal by {@code String.hashCode}. */
  @ParameterizedTest
  @CsvSource({
    "weights, 0x9a129038",
    "Aa, 0x81acaafb",
    "BB, 0xfc686c31",
    "layers.0.weight, 0x68457cad",
    "σ, 0xff59ed1e",
    "gd-stays/walk, 0x1ea197eb",
  })
  void idsAreTheSameForEver(String name, String id) {
    assertThat(StreamId.of(name)).isEqualTo(Integer.parseUnsignedInt(id.substring(2), 16));
  }

  @Test
  void refusesNoName() {
    assertThatThrownBy(() -> StreamId.of(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("name = null: a name is required");
  }
}
