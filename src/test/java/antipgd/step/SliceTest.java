// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Parts of a slice cover it without a gap, and end where they should. What is refused: {@link
 * StepKernelRefusalTest}.
 */
class SliceTest {

  @ParameterizedTest
  @CsvSource({
    "0, 100, 64",
    "63, 1, 64",
    "64, 64, 64",
    "130, 500, 64",
    "9223372036854775000, 800, 7"
  })
  void partsCoverTheSlice(long element, int length, int size) {
    Slice at = Slice.of(new float[1000], new float[1000], 5, length, element);
    int from = at.from();
    for (Slice part : at.parts(size)) {
      assertThat(part.w()).isSameAs(at.w());
      assertThat(part.g()).isSameAs(at.g());
      assertThat(part.from()).isEqualTo(from);
      assertThat(part.element()).isEqualTo(element + (from - at.from()));
      assertThat(part.length()).isBetween(1, size);
      from += part.length();
      if (from < at.from() + length) {
        assertThat((part.element() + part.length()) % size).isZero();
      }
    }
    assertThat(from).isEqualTo(at.from() + length);
  }

  @Test
  void cutsAgainOnlyWhereItIsCutElsewhere() {
    Slice at = Slice.of(new float[1000], new float[1000]);
    Slice[] parts = at.parts(64);
    assertThat(at.parts(64)).isSameAs(parts);
    assertThat(at.parts(128)).isNotSameAs(parts).hasSize(8);
  }
}
