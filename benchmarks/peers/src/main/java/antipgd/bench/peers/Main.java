// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import antipgd.bench.front.JmhFrontEnd;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Runs {@code peers.jar}, without the libraries that this machine has no binaries of. */
public final class Main {

  private static final String JAR = "peers.jar";

  /** In cache and from memory, some seven minutes. {@code benchmarks.jar} has what is excluded. */
  private static final String[] DEFAULT_SELECTION = {
    "antipgd.bench.peers",
    "-e",
    "\\.(scalar|gd)$|TwoScales",
    "-p",
    "n=65536,16777216",
    "-p",
    "law=GAUSSIAN"
  };

  private Main() {}

  /**
   * Runs benchmarks.
   *
   * @param args JMH's options
   */
  public static void main(String[] args) {
    List<NativeLibrary> missing =
        Arrays.stream(NativeLibrary.values())
            .filter(library -> !library.missing().isEmpty())
            .toList();
    for (NativeLibrary library : missing) {
      System.err.println(
          JAR + ": " + library.complaint() + "; its benchmarks are left out, the rest runs");
    }
    JmhFrontEnd frontEnd = new JmhFrontEnd(JAR, Main.class, without(missing, DEFAULT_SELECTION));
    System.exit(frontEnd.run(args.length == 0 ? args : without(missing, args)));
  }

  private static String[] without(List<NativeLibrary> missing, String... args) {
    return Stream.concat(
            Arrays.stream(args),
            missing.stream().flatMap(library -> Stream.of("-e", "\\." + library.prefix())))
        .toArray(String[]::new);
  }
}
