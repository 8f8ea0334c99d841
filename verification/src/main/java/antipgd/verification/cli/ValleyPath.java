package antipgd.verification.cli;

import antipgd.verification.Json;
import antipgd.verification.descent.Ensemble;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where one chain is in the valley at each checkpoint, read at the clean iterate z. */
final class ValleyPath {

  private final int chain;
  private final double[] z;
  private final ArrayNode v;
  private final ArrayNode norm2;

  /**
   * An empty path.
   *
   * @param chain number of the chain
   * @param d dimension of u
   * @param json receives the fields {@code v} and {@code norm2}. Modified.
   */
  ValleyPath(int chain, int d, ObjectNode json) {
    this.chain = chain;
    z = new double[d + 1];
    v = json.putArray("v");
    norm2 = json.putArray("norm2");
  }

  void add(Ensemble ensemble) {
    ensemble.clean(chain, z);
    int d = z.length - 1;
    double r = 0;
    for (int j = 0; j < d; j++) {
      r += z[j] * z[j];
    }
    Json.add(v, z[d]);
    Json.add(norm2, r);
  }
}
