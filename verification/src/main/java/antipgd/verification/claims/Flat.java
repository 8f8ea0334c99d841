// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.verification.landscape.Landscape;
import java.util.Arrays;

/** A landscape without slopes, where a descent is the sum of its perturbations. */
record Flat(int dimension) implements Landscape {

  @Override
  public double loss(float[] w) {
    return 0;
  }

  @Override
  public void gradient(float[] w, float[] g) {
    Arrays.fill(g, 0, dimension, 0f);
  }

  @Override
  public double hessianTrace(float[] w) {
    return 0;
  }
}
