// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

import antipgd.noise.Threefry4x32;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@link Threefry4x32} on whole tiles: a lane a block, four words to each, a few rounds a stage. A
 * stage's name says what it does: rounds, and the key that is added before every fourth of them.
 */
final class SimdThreefry {

  /** Rotations of vectors are intrinsic from this release on. */
  private static final boolean ROTATES = Runtime.version().feature() >= 18;

  static final List<Stage> ROUNDS_13 =
      ROTATES ? LongThreefryStages.ROUNDS_0_TO_12 : ShortThreefryStages.ROUNDS_0_TO_12;

  static final List<Stage> ROUNDS_20 =
      Stream.of(
              ROUNDS_13,
              ROTATES ? LongThreefryStages.ROUNDS_13_TO_19 : ShortThreefryStages.ROUNDS_13_TO_19)
          .flatMap(List::stream)
          .toList();

  private SimdThreefry() {}
}
