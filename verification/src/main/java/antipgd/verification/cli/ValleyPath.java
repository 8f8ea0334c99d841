// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.ValleyDocument;
import antipgd.verification.descent.Ensemble;
import antipgd.verification.experiment.ValleyReading;
import java.util.ArrayList;
import java.util.List;

/** Where one chain is in the valley at each checkpoint, read at the clean iterate z. */
final class ValleyPath {

  private final int chain;
  private final int d;
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
    this.d = d;
  }

  void add(Ensemble ensemble) {
    ValleyReading z = ValleyReading.clean(ensemble, chain, d);
    v.add(z.v());
    norm2.add(z.norm2());
  }

  ValleyDocument.ChainPath described() {
    return new ValleyDocument.ChainPath(v, norm2);
  }
}
