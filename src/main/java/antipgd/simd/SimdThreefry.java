// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

import antipgd.noise.Threefry4x32;
import java.util.List;

/**
 * {@link Threefry4x32} on whole tiles: a lane a block, four words to each, a few rounds a stage. A
 * stage's name says what it does: rounds, or one of the two mixes of a round, and the key that is
 * added before every fourth round. One that is used again does the same some eights of rounds
 * later, with another key.
 */
final class SimdThreefry {

  /** Rotations of vectors are intrinsic from this release on. */
  static final boolean ROTATES = Runtime.version().feature() >= 18;

  static final List<Stage> ROUNDS_13 =
      ROTATES ? LongThreefryStages.ROUNDS_13 : ShortThreefryStages.ROUNDS_13;

  static final List<Stage> ROUNDS_20 =
      ROTATES ? LongThreefryStages.ROUNDS_20 : ShortThreefryStages.ROUNDS_20;

  private SimdThreefry() {}
}
