// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.verification.landscape.Landscape;

/** The loss {@code L(w) = 1 - cos w} in one dimension. */
record CosineLoss() implements Landscape {

  @Override
  public int dimension() {
    return 1;
  }

  @Override
  public double loss(float[] w) {
    return 1 - Math.cos(w[0]);
  }

  @Override
  public void gradient(float[] w, float[] g) {
    g[0] = (float) Math.sin(w[0]);
  }

  @Override
  public double hessianTrace(float[] w) {
    return Math.cos(w[0]);
  }
}
