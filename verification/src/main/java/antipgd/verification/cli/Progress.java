// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import java.io.PrintWriter;

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
