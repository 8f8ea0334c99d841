// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

/** The law of standard noise: mean 0, variance 1, independent between elements. */
public enum Law {

  /** Normal, by Box-Muller; see {@link Gaussian}. */
  GAUSSIAN(0x47415553, 64),

  /** +1 or -1 with probability 1/2 each: the paper's symmetric centred Bernoulli noise. */
  RADEMACHER(0x52414445, 2048);

  private final int domainTag;
  private final int tile;

  Law(int domainTag, int tile) {
    this.domainTag = domainTag;
    this.tile = tile;
  }

  /** What keeps laws from sharing bits: its first four letters in ASCII. */
  int domainTag() {
    return domainTag;
  }

  /**
   * Elements of a tile, the unit in which {@link NoiseStream} is made: the four words of sixteen
   * cipher blocks, a word an element for Gaussian and a bit an element for Rademacher noise.
   *
   * @return a power of two
   */
  public int tile() {
    return tile;
  }
}
