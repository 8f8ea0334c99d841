// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.noise.NoiseStream;
import antipgd.verification.landscape.WideNetwork;
import antipgd.verification.landscape.WideNetwork.Units;

/**
 * The networks on which noise on layers is tried, and where they start: as wide as one likes, with
 * an output that does not grow with the width.
 *
 * <p>A linear one learns the output 1 from the input 1. It starts at layers of unit norm,
 * orthogonal for an even width: {@code a} all equal, {@code b} of alternating signs, and the
 * identity between. One of ReLU learns {@value #EXAMPLES} standard normal targets from as many
 * inputs of unit length in {@value #INPUTS} dimensions. It starts at normal weights, of variance 2
 * over the width where a layer feeds units and 1 over the width at the output, so that layers keep
 * the size of what they read.
 */
public enum WideModel {
  /** {@code f = <a, b>}. */
  LINEAR_2(Units.LINEAR, 2),
  /** {@code f = <a, W b>}. */
  LINEAR_3(Units.LINEAR, 3),
  /** {@code f(x) = <a, phi(U x)>}. */
  RELU_2(Units.RELU, 2),
  /** {@code f(x) = <a, phi(W phi(U x))>}. */
  RELU_3(Units.RELU, 3);

  /** Number of examples of the networks of ReLU. */
  public static final int EXAMPLES = 4;

  /** Number of inputs of the networks of ReLU. */
  public static final int INPUTS = 4;

  private static final float TARGET = 1;

  private final Units units;
  private final int depth;

  WideModel(Units units, int depth) {
    this.units = units;
    this.depth = depth;
  }

  /**
   * Number of layers.
   *
   * @return the number
   */
  public int depth() {
    return depth;
  }

  /**
   * The network.
   *
   * @param m width
   * @param data a Gaussian stream, the same for all widths
   * @return the network with what it learns
   */
  public WideNetwork network(int m, NoiseStream data) {
    if (units == Units.LINEAR) {
      return WideNetwork.linear(m, depth, TARGET);
    }
    float[][] x = Draws.matrix(data, 0, EXAMPLES, INPUTS);
    for (float[] row : x) {
      double norm2 = 0;
      for (float value : row) {
        norm2 += (double) value * value;
      }
      for (int j = 0; j < row.length; j++) {
        row[j] /= (float) Math.sqrt(norm2);
      }
    }
    return new WideNetwork(m, depth, units, x, Draws.vector(data, 1, EXAMPLES, 1));
  }

  /**
   * Where it starts.
   *
   * @param m width
   * @param data a Gaussian stream
   * @return a new point
   */
  public float[] start(int m, NoiseStream data) {
    WideNetwork network = network(m, data);
    if (units == Units.LINEAR) {
      return unitNorm(network);
    }
    float[] w = Draws.vector(data, 2, network.dimension(), Math.sqrt(2.0 / m));
    for (int j = 0; j < m; j++) {
      w[j] *= (float) Math.sqrt(0.5);
    }
    return w;
  }

  private static float[] unitNorm(WideNetwork network) {
    int m = network.m();
    float[] w = new float[network.dimension()];
    for (int l = 1; l < network.depth() - 1; l++) {
      for (int j = 0; j < m; j++) {
        w[network.from(l) + j * m + j] = 1;
      }
    }
    int b = network.from(network.depth() - 1);
    for (int j = 0; j < m; j++) {
      w[j] = (float) Math.sqrt(1.0 / m);
      w[b + j] = j % 2 == 0 ? w[j] : -w[j];
    }
    return w;
  }
}
