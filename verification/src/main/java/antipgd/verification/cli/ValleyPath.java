// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.ValleyDocument;
import antipgd.verification.descent.Ensemble;
import java.util.ArrayList;
import java.util.List;

/** Where one chain is in the valley at each checkpoint, read at the clean iterate z. */
final class ValleyPath {

  private final int chain;
  private final double[] z;
  private final List<Double> v = new ArrayList<>();
  private final List<Double> norm2 = new ArrayList<>();

  /**
   * An empty path.
   *
   * @param chain number of the chain
   * @param d dimension of u
   */
  ValleyPath(int chain, int d) {
    this.chain = chain;
    z = new double[d + 1];
  }

  void add(Ensemble ensemble) {
    ensemble.clean(chain, z);
    int d = z.length - 1;
    double r = 0;
    for (int j = 0; j < d; j++) {
      r += z[j] * z[j];
    }
    v.add(z[d]);
    norm2.add(r);
  }

  ValleyDocument.Path described() {
    return new ValleyDocument.Path(v, norm2);
  }
}
