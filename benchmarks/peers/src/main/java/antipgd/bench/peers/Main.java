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

  /** In cache and from memory. {@code benchmarks.jar} has what is excluded. */
  private static final List<String> SELECTION =
      List.of(
          "antipgd.bench.peers",
          "-e",
          "\\.(scalar|gd)$|TwoScales",
          "-p",
          "n=65536,16777216",
          "-p",
          "law=GAUSSIAN");

  private static final double MINUTES = 10;

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
    List<String> leftOut =
        missing.stream().flatMap(library -> Stream.of("-e", "\\." + library.prefix())).toList();
    JmhFrontEnd frontEnd =
        new JmhFrontEnd(
            JAR, Main.class, new JmhFrontEnd.Default(List.of(joined(SELECTION, leftOut)), MINUTES));
    boolean isDefault = args.length == 0;
    System.exit(
        frontEnd.run(isDefault ? args : joined(List.of(args), leftOut).toArray(String[]::new)));
  }

  private static List<String> joined(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
