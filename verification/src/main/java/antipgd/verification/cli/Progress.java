// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.verification.sweep.KeptCells;
import antipgd.verification.sweep.Machines;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Tells now and then how far a long run is; whatever thread notices. */
final class Progress {

  private static final double EVERY_SECONDS = 2;

  private final PrintWriter out;
  private final String what;
  private final long total;
  private final long start = System.nanoTime();
  private double told;

  Progress(PrintWriter out, String what, long total) {
    this.out = out;
    this.what = what;
    this.total = total;
  }

  /**
   * Computes the cells whose rows are missing, and tells how many there are and how far it is.
   *
   * @param kept cells, with the rows that are there
   * @param machines who computes
   * @param command whose outputs are told
   * @param interruption ends the work early
   */
  static void compute(
      KeptCells<?> kept, Machines machines, CommandLine command, Interruption interruption)
      throws InterruptedException {
    int missing = kept.missing().size();
    int all = missing + kept.rows().size();
    command.getOut().printf("%d cells, %d of them there already%n", all, all - missing);
    command.getOut().flush();
    Progress progress = new Progress(command.getErr(), "cell", missing);
    kept.compute(machines, progress::at, interruption::requested);
  }

  synchronized void at(long done) {
    double seconds = (System.nanoTime() - start) * 1e-9;
    if (seconds - told >= EVERY_SECONDS && done > 0) {
      told = seconds;
      out.printf(
          "%s %d of %d, %.0f s, about %.0f s left%n",
          what, done, total, seconds, seconds * (total - done) / done);
      out.flush();
    }
  }
}
