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

  /** Of these {@code benchmarks.jar} is there, and contests are held where they are needed. */
  private static final String ELSEWHERE =
      "MklGenerators|TwoScales|Lambda|Regenerated|[.](scalar|scalarStored|blocked.*|gd|commonsMath)$";

  /** Left out from memory: arithmetic alone, of which longer arrays tell nothing, and copies. */
  private static final String IN_CACHE = "[.](ejml|jdk|scalarJdk|commonsRng|\\w+Array)$";

  /** First in cache, then from memory. */
  private static final List<List<String>> SELECTION =
      List.of(selection(ELSEWHERE, 65_536), selection(ELSEWHERE + "|" + IN_CACHE, 16_777_216));

  private static final double MINUTES = 8;

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
            JAR,
            Main.class,
            new JmhFrontEnd.Default(
                SELECTION.stream().map(part -> joined(part, leftOut)).toList(), MINUTES));
    boolean isDefault = args.length == 0;
    System.exit(
        frontEnd.run(isDefault ? args : joined(List.of(args), leftOut).toArray(String[]::new)));
  }

  private static List<String> selection(String without, int n) {
    return List.of("antipgd.bench.peers", "-e", without, "-p", "n=" + n, "-p", "law=GAUSSIAN");
  }

  private static List<String> joined(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
