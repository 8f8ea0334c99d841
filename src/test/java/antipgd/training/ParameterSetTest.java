// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.noise.Law;
import antipgd.training.ParameterSet.Piece;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ParameterSetTest {

  @Test
  void piecesCoverEachTensorOnceAndEndAtTiles() {
    int[] lengths = {0, 1, 2047, 65_536, 65_537, 200_001};
    long[] offsets = {0, 1, 2047, 2048, (1L << 40) + 77};
    for (int length : lengths) {
      for (long offset : offsets) {
        ParameterSet set =
            new ParameterSet(
                Tensor.shard("a", offset, new float[length]), Tensor.of("b", new float[3]));
        int done = 0;
        for (Piece piece : set.pieces()) {
          if (piece.tensor() == 0) {
            assertThat(piece.from()).isEqualTo(done);
            assertThat(piece.length()).isBetween(1, 65_536);
            done += piece.length();
            if (done < length) {
              assertThat((offset + done) % Law.RADEMACHER.tile()).isZero();
            }
          }
        }
        assertThat(done).isEqualTo(length);
        assertThat(set.size()).isEqualTo(length + 3L);
      }
    }
  }

  @Test
  void idsComeFromNames() {
    assertThat(Tensor.of("weights", new float[1]).id()).isEqualTo(0x9a129038);
    assertThat(Tensor.shard("weights", 5, new float[1]).id()).isEqualTo(0x9a129038);
  }

  @Test
  void refusesWhatIsAmbiguous() {
    float[] w = new float[10];
    float[] v = new float[10];
    assertRefused(
        "b has the same array as a: arrays must not overlap", Tensor.of("a", w), Tensor.of("b", w));
    assertRefused(
        "b has the id of a, 7: give it another",
        new Tensor("a", 7, 0, w),
        new Tensor("b", 7, 0, v));
    assertRefused(
        "Shards of a have the ids 7 and 8: must be the same",
        new Tensor("a", 7, 0, w),
        new Tensor("a", 8, 10, v));
    assertRefused(
        "offset = 19: must be at least 20, where another shard of a ends",
        Tensor.shard("a", 19, w),
        Tensor.shard("a", 10, v));
    assertThatThrownBy(() -> new ParameterSet(Arrays.asList(Tensor.of("a", w), null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("tensor = null: a tensor is required");
  }

  private static void assertRefused(String message, Tensor... tensors) {
    assertThatThrownBy(() -> new ParameterSet(tensors))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void refusesTensorsThatAreNone() {
    assertThatThrownBy(() -> Tensor.of(null, new float[1]))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("name = null: a name is required");
    assertThatThrownBy(() -> Tensor.of("", new float[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("name is empty: must have at least one character");
    assertThatThrownBy(() -> Tensor.of("a", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("w = null: a must have an array");
    Tensor last = Tensor.shard("a", Long.MAX_VALUE - 2, new float[2]);
    assertThat(last.end()).isEqualTo(Long.MAX_VALUE);
    for (long offset : new long[] {-1, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> Tensor.shard("a", offset, new float[2]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "offset = %d: must be in [0, 9223372036854775805], so that the 2 weights of a end"
                  + " below 2^63",
              offset);
    }
  }
}
