// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.descent;

import antipgd.verification.landscape.Landscape;
import antipgd.verification.landscape.WideningValley;
import java.util.Arrays;

/**
 * Where chains on the widening valley first leave {@code D_alpha = {|u|^2 in (lower, upper)}}, seen
 * after every step. Norms are in float32; a norm that is not a number counts as above.
 */
public final class Exits implements Ensemble.Observer {

  /** Which iterate is read. */
  public enum Iterate {
    /** The weights w, noise included. */
    WEIGHTS,
    /** The clean iterate {@code z = w - sigma xi}. */
    CLEAN
  }

  /** One block's record; only its own thread writes it. */
  private static final class Block {
    final long[] step = new long[Landscape.SIDE_BY_SIDE];
    final float[] norm2 = new float[Landscape.SIDE_BY_SIDE];
    final float[] now = new float[Landscape.SIDE_BY_SIDE];
    final float[] z;
    int inside = Landscape.SIDE_BY_SIDE;

    Block(int weights) {
      z = new float[weights];
      Arrays.fill(step, -1);
    }
  }

  private final WideningValley valley;
  private final float lower;
  private final float upper;
  private final Iterate iterate;
  private final Block[] blocks;

  /**
   * A record with every chain inside.
   *
   * @param valley the landscape of the ensemble
   * @param chains number of chains in the ensemble
   * @param lower lower wall
   * @param upper upper wall
   * @param iterate which iterate is read
   */
  public Exits(WideningValley valley, int chains, double lower, double upper, Iterate iterate) {
    this.valley = valley;
    this.lower = (float) lower;
    this.upper = (float) upper;
    this.iterate = iterate;
    this.blocks = new Block[(chains - 1) / Landscape.SIDE_BY_SIDE + 1];
    Arrays.setAll(blocks, b -> new Block(valley.dimension() * Landscape.SIDE_BY_SIDE));
  }

  @Override
  public void stepped(int block, Descent descent) {
    Block record = blocks[block];
    if (record.inside == 0) {
      return;
    }
    float[] point = descent.w();
    if (iterate == Iterate.CLEAN) {
      point = record.z;
      descent.clean(point);
    }
    valley.norms2(point, record.now, 0);
    for (int c = 0; c < Landscape.SIDE_BY_SIDE; c++) {
      float r = record.now[c];
      if (!(r > lower && r < upper) && record.step[c] < 0) {
        record.step[c] = descent.steps();
        record.norm2[c] = r;
        record.inside--;
      }
    }
  }

  /**
   * The step after which a chain was first seen outside.
   *
   * @param chain number of the chain
   * @return the number of steps done by then, or -1 if it never was outside
   */
  public long step(int chain) {
    return blocks[chain / Landscape.SIDE_BY_SIDE].step[chain % Landscape.SIDE_BY_SIDE];
  }

  /**
   * The squared norm {@code |u|^2} of a chain that was seen outside, then.
   *
   * @param chain number of the chain
   * @return the squared norm
   */
  public double norm2(int chain) {
    return blocks[chain / Landscape.SIDE_BY_SIDE].norm2[chain % Landscape.SIDE_BY_SIDE];
  }

  /**
   * Tells whether a chain left upwards.
   *
   * @param chain number of the chain
   * @return true if it was seen outside, not below the lower wall
   */
  public boolean up(int chain) {
    return step(chain) >= 0 && !(norm2(chain) <= lower);
  }

  /**
   * Tells whether a chain left downwards.
   *
   * @param chain number of the chain
   * @return true if it was seen outside, below the lower wall
   */
  public boolean down(int chain) {
    return step(chain) >= 0 && norm2(chain) <= lower;
  }
}
