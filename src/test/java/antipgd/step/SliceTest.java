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
    "0, 100, 64, 2",
    "63, 1, 64, 2",
    "64, 64, 64, 3",
    "130, 500, 64, 1",
    "5, 990, 1, 3",
    "5, 990, 7, 32767",
    "9223372036854775000, 800, 7, 2"
  })
  void partsCoverTheSlice(long element, int length, int size, int threads) {
    Slice at = Slice.of(new float[1000], new float[1000], 5, length, element);
    int from = at.from();
    for (Slice part : at.parts(size, threads)) {
      assertThat(part.w()).isSameAs(at.w());
      assertThat(part.g()).isSameAs(at.g());
      assertThat(part.from()).isEqualTo(from);
      assertThat(part.element()).isEqualTo(element + (from - at.from()));
      assertThat(part.length()).isPositive();
      from += part.length();
      if (from < at.from() + length) {
        assertThat((part.element() + part.length()) % size).isZero();
      }
    }
    assertThat(from).isEqualTo(at.from() + length);
  }

  /** Of thirty tens, the first of which has only its last element. */
  @Test
  void aSectionIsCutIntoHalves() {
    Slice at = Slice.of(new float[290], new float[290], 0, 290, 9);
    assertThat(at.parts(10, 2))
        .extracting(Slice::length)
        .containsExactly(71, 40, 20, 10, 80, 40, 20, 9);
    assertThat(at.parts(10, 50)).hasSize(30);
    assertThat(at.parts(10, 1)).extracting(Slice::length).containsExactly(141, 80, 40, 20, 9);
  }

  /** {@link Workers} shares tasks evenly, however long they are. */
  @Test
  void sectionsAreThoseOfTheWorkers() {
    for (int length : new int[] {64, 100, 641, 999}) {
      for (int threads = 1; threads < 40; threads++) {
        Cut cut = Cut.of(3, length, 8, threads);
        int sizes = (3 + length + 7) / 8;
        assertThat(cut.parts() % cut.sections()).isZero();
        for (int s = 1; s < cut.sections(); s++) {
          int first = (int) ((long) cut.parts() * s / cut.sections());
          assertThat(cut.begin(first)).isEqualTo(sizes * s / cut.sections() * 8 - 3);
        }
      }
    }
  }

  @Test
  void cutsAgainOnlyWhereItIsCutElsewhere() {
    Slice at = Slice.of(new float[1000], new float[1000]);
    Slice[] parts = at.parts(64, 2);
    assertThat(at.parts(64, 2)).isSameAs(parts);
    assertThat(at.parts(64, 1)).isNotSameAs(parts).hasSize(5);
    assertThat(at.parts(128, 1)).hasSize(4);
  }
}
