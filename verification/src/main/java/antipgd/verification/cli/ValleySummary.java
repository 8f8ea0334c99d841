// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.ExitCounts;
import antipgd.documents.SampleMean;
import antipgd.documents.ValleyDocument.Means;
import antipgd.documents.ValleyDocument.Snapshot;
import antipgd.documents.ValleyDocument.Spread;
import antipgd.verification.descent.Ensemble;
import antipgd.verification.descent.Exits;
import antipgd.verification.experiment.ExitSummary;
import antipgd.verification.experiment.ValleyReading;
import antipgd.verification.statistics.Moments;
import java.util.Arrays;
import java.util.Locale;

/**
 * What an ensemble of valley chains looks like after some steps. Means are over the chains that are
 * finite, but for the capped mean, in which the others count as at the cap.
 */
final class ValleySummary {

  private ValleySummary() {}

  /**
   * Looks at an ensemble.
   *
   * @param ensemble the chains
   * @param d dimension of u
   * @param cap cap of the capped mean
   * @param exitsW where w left D_alpha so far; null without walls
   * @param exitsZ where z left D_alpha so far; null without walls
   */
  static Snapshot of(Ensemble ensemble, int d, double cap, Exits exitsW, Exits exitsZ) {
    Moments norm2W = new Moments();
    Moments norm2Z = new Moments();
    Moments trace = new Moments();
    Moments capped = new Moments();
    Moments v = new Moments();
    int notFinite = 0;
    double[] norms2W = new double[ensemble.chains()];
    double[] traces = new double[ensemble.chains()];
    for (int c = 0; c < ensemble.chains(); c++) {
      ValleyReading w = ValleyReading.weights(ensemble, c, d);
      norms2W[c] = w.norm2();
      traces[c] = w.trace();
      capped.add(w.capped(w.norm2(), cap));
      if (w.isFinite()) {
        norm2W.add(w.norm2());
        norm2Z.add(ValleyReading.clean(ensemble, c, d).norm2());
        trace.add(w.trace());
        v.add(w.v());
      } else {
        notFinite++;
      }
    }
    return new Snapshot(
        ensemble.steps(),
        new Means(
            spread(norm2W, norms2W),
            mean(norm2Z),
            spread(trace, traces),
            mean(capped),
            v.variance()),
        notFinite,
        exitsW == null ? null : left(exitsW, ensemble.chains()),
        exitsZ == null ? null : left(exitsZ, ensemble.chains()));
  }

  private static SampleMean mean(Moments moments) {
    return new SampleMean(moments.mean(), moments.standardError());
  }

  /** Where the central 90 % of the chains are; what is not a number counts as above all numbers. */
  private static Spread spread(Moments finite, double[] all) {
    double[] sorted = all.clone();
    Arrays.sort(sorted);
    return new Spread(
        finite.mean(),
        finite.standardError(),
        sorted[(int) Math.round(0.05 * (sorted.length - 1))],
        sorted[(int) Math.round(0.95 * (sorted.length - 1))]);
  }

  private static ExitCounts left(Exits exits, int chains) {
    ExitSummary left = ExitSummary.of(exits, chains, 1);
    return new ExitCounts(left.up(), left.down(), left.time().mean(), left.norm2().mean());
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

  static String row(Snapshot at) {
    Means means = at.means();
    return String.format(
        Locale.ROOT,
        "%10d %24s %24s %24s %24s %10.4g %7d | %s | %s",
        at.step(),
        mean(means.norm2W().mean(), means.norm2W().standardError()),
        mean(means.norm2Z().mean(), means.norm2Z().standardError()),
        mean(means.trace().mean(), means.trace().standardError()),
        mean(means.cappedNorm2W().mean(), means.cappedNorm2W().standardError()),
        means.varianceV(),
        at.notFinite(),
        left(at.exitsW()),
        left(at.exitsZ()));
  }

  private static String mean(double mean, double standardError) {
    return String.format(Locale.ROOT, "%.6g +- %.2g", mean, standardError);
  }

  private static String left(ExitCounts exits) {
    return exits == null
        ? String.format("%7s %7s %9s %9s", "-", "-", "-", "-")
        : String.format(
            Locale.ROOT,
            "%7d %7d %9.5g %9.5g",
            exits.up(),
            exits.down(),
            exits.meanTime(),
            exits.meanNorm2());
  }
}
