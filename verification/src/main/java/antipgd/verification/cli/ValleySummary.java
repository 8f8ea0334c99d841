package antipgd.verification.cli;

import antipgd.verification.Json;
import antipgd.verification.descent.Ensemble;
import antipgd.verification.descent.Exits;
import antipgd.verification.statistics.Moments;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;

/**
 * What an ensemble of valley chains looks like after some steps. Means are over the chains that are
 * finite, but for the capped mean, in which the others count as at the cap.
 *
 * @param step number of steps done
 * @param norm2W {@code |u|^2} at w
 * @param norm2Z {@code |u|^2} at {@code z = w - sigma xi}
 * @param trace {@code Tr Hess L} at w
 * @param capped {@code min(|u|^2, cap)} at w
 * @param v v at w
 * @param notFinite number of chains with a weight that is not finite
 * @param norm2WBand of {@code |u|^2} at w over all chains
 * @param traceBand of {@code Tr Hess L} at w over all chains
 * @param exitsW where w left D_alpha so far; null without walls
 * @param exitsZ where z left D_alpha so far; null without walls
 */
record ValleySummary(
    long step,
    Moments norm2W,
    Moments norm2Z,
    Moments trace,
    Moments capped,
    Moments v,
    int notFinite,
    Band norm2WBand,
    Band traceBand,
    Left exitsW,
    Left exitsZ) {

  /** Where the central 90 % of the chains are; what is not a number counts as above all numbers. */
  record Band(double q05, double q95) {

    static Band of(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      return new Band(
          sorted[(int) Math.round(0.05 * (sorted.length - 1))],
          sorted[(int) Math.round(0.95 * (sorted.length - 1))]);
    }

    void describe(ObjectNode json) {
      Json.put(json, "q05", q05);
      Json.put(json, "q95", q95);
    }
  }

  /** How many chains have left D_alpha on either side, and when and where. */
  record Left(int up, int down, Moments time, Moments norm2) {

    static Left of(Exits exits, int chains) {
      Moments time = new Moments();
      Moments norm2 = new Moments();
      int up = 0;
      int down = 0;
      for (int c = 0; c < chains; c++) {
        if (exits.step(c) >= 0) {
          time.add(exits.step(c));
          norm2.add(exits.norm2(c));
          up += exits.up(c) ? 1 : 0;
          down += exits.down(c) ? 1 : 0;
        }
      }
      return new Left(up, down, time, norm2);
    }
  }

  static ValleySummary of(
      Ensemble ensemble, int d, double cap, Exits weightsExits, Exits cleanExits) {
    Moments norm2W = new Moments();
    Moments norm2Z = new Moments();
    Moments trace = new Moments();
    Moments capped = new Moments();
    Moments v = new Moments();
    int notFinite = 0;
    double[] norms2W = new double[ensemble.chains()];
    double[] traces = new double[ensemble.chains()];
    double[] w = new double[d + 1];
    double[] z = new double[d + 1];
    for (int c = 0; c < ensemble.chains(); c++) {
      ensemble.weights(c, w);
      ensemble.clean(c, z);
      double rW = 0;
      double rZ = 0;
      for (int j = 0; j < d; j++) {
        rW += w[j] * w[j];
        rZ += z[j] * z[j];
      }
      norms2W[c] = rW;
      traces[c] = d * w[d] * w[d] + rW;
      if (Double.isFinite(rW) && Double.isFinite(w[d])) {
        norm2W.add(rW);
        norm2Z.add(rZ);
        trace.add(traces[c]);
        capped.add(Math.min(rW, cap));
        v.add(w[d]);
      } else {
        notFinite++;
        capped.add(cap);
      }
    }
    return new ValleySummary(
        ensemble.steps(),
        norm2W,
        norm2Z,
        trace,
        capped,
        v,
        notFinite,
        Band.of(norms2W),
        Band.of(traces),
        weightsExits == null ? null : Left.of(weightsExits, ensemble.chains()),
        cleanExits == null ? null : Left.of(cleanExits, ensemble.chains()));
  }

  static String header() {
    return String.format(
        "%10s %24s %24s %24s %24s %10s %7s | %7s %7s %9s %9s | %7s %7s %9s %9s",
        "step",
        "|u_w|^2",
        "|u_z|^2",
        "Tr Hess(w)",
        "capped |u_w|^2",
        "Var v",
        "not fin",
        "w up",
        "w down",
        "w time",
        "w |u|^2",
        "z up",
        "z down",
        "z time",
        "z |u|^2");
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "%10d %24s %24s %24s %24s %10.4g %7d | %s | %s",
        step,
        mean(norm2W),
        mean(norm2Z),
        mean(trace),
        mean(capped),
        v.variance(),
        notFinite,
        left(exitsW),
        left(exitsZ));
  }

  private static String mean(Moments moments) {
    return String.format(Locale.ROOT, "%.6g +- %.2g", moments.mean(), moments.standardError());
  }

  private static String left(Left exits) {
    return exits == null
        ? String.format("%7s %7s %9s %9s", "-", "-", "-", "-")
        : String.format(
            Locale.ROOT,
            "%7d %7d %9.5g %9.5g",
            exits.up,
            exits.down,
            exits.time.mean(),
            exits.norm2.mean());
  }

  void describe(ObjectNode json) {
    json.put("step", step);
    norm2WBand.describe(describe(norm2W, json.putObject("norm2W")));
    describe(norm2Z, json.putObject("norm2Z"));
    traceBand.describe(describe(trace, json.putObject("trace")));
    describe(capped, json.putObject("cappedNorm2W"));
    Json.put(json, "varianceV", v.variance());
    json.put("notFinite", notFinite);
    describe(exitsW, "exitsW", json);
    describe(exitsZ, "exitsZ", json);
  }

  private static ObjectNode describe(Moments moments, ObjectNode json) {
    Json.put(json, "mean", moments.mean());
    Json.put(json, "standardError", moments.standardError());
    return json;
  }

  private static void describe(Left exits, String field, ObjectNode json) {
    if (exits == null) {
      json.putNull(field);
      return;
    }
    ObjectNode object = json.putObject(field);
    object.put("up", exits.up);
    object.put("down", exits.down);
    Json.put(object, "meanTime", exits.time.mean());
    Json.put(object, "meanNorm2", exits.norm2.mean());
  }
}
