// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.mkl.global.mkl_rt;

/**
 * Whose code oneMKL runs on this CPU. It has a library for each family of instructions, of which
 * JavaCPP maps all and oneMKL runs one; the pages of a library's code that are in memory tell
 * which, where the system lists them. A process of its own is asked, in which nothing has run
 * before.
 */
final class MklCode {

  /** Code of a library in {@code /proc/self/smaps}, and how much of it is in memory. */
  private static final Pattern CODE =
      Pattern.compile("(?m)^\\S+ r-xp .*/lib(mkl_\\w+)[.]so.*\\R(?:\\w+: .*\\R)*?Rss: +(\\d+)");

  /** The libraries of which one is chosen by CPU. */
  private static final String BY_CPU = "mkl_(vml_)?(def|cmpt|mc3|avx\\w*)";

  private static final Path MAPS = Path.of("/proc/self/smaps");

  private MklCode() {}

  /**
   * Asks.
   *
   * @return the libraries whose code ran, and the branch that oneMKL calls its own
   */
  static String ask() {
    return String.join("", MklVerbose.said(MklCode.class, Map.of()));
  }

  /**
   * Makes some noise and a call of BLAS, and says whose code that was.
   *
   * @param args none
   * @throws IOException if the system does not say what it has in memory
   */
  public static void main(String[] args) throws IOException {
    OneMkl.load();
    Map<String, Integer> before = resident();
    int n = 65_536;
    FloatPointer x = OneMkl.array(n).put(new float[n]);
    for (MklGenerator generator : MklGenerator.values()) {
      MklStream.Each stream = new MklStream.Each();
      stream.open(generator, MklMethod.ICDF);
      stream.fill(x, n);
      stream.tearDown();
    }
    mkl_rt.cblas_saxpy(n, 1, x, 1, x, 1);
    OneMkl.free(x);
    System.out.println(described(before, resident(), mkl_rt.MKL_CBWR_Get_Auto_Branch()));
  }

  private static Map<String, Integer> resident() throws IOException {
    return Files.isReadable(MAPS) ? resident(Files.readString(MAPS)) : Map.of();
  }

  /** KiB of code by library. */
  static Map<String, Integer> resident(String maps) {
    Map<String, Integer> resident = new TreeMap<>();
    Matcher code = CODE.matcher(maps);
    while (code.find()) {
      if (code.group(1).matches(BY_CPU)) {
        resident.merge(code.group(1), Integer.valueOf(code.group(2)), Integer::sum);
      }
    }
    return resident;
  }

  /** What came into memory is what ran. */
  static String described(Map<String, Integer> before, Map<String, Integer> after, int branch) {
    List<String> ran =
        after.keySet().stream()
            .filter(library -> after.get(library) > before.getOrDefault(library, 0))
            .toList();
    return "ran "
        + (ran.isEmpty() ? "unknown libraries" : String.join(" and ", ran))
        + "; its branch for this CPU: "
        + branch(branch);
  }

  /** By the names of oneMKL's header. */
  private static String branch(int branch) {
    return Map.of(
            mkl_rt.MKL_CBWR_AUTO, "none named",
            mkl_rt.MKL_CBWR_COMPATIBLE, "COMPATIBLE",
            mkl_rt.MKL_CBWR_SSE2, "SSE2",
            mkl_rt.MKL_CBWR_SSE4_2, "SSE4_2",
            mkl_rt.MKL_CBWR_AVX2, "AVX2",
            mkl_rt.MKL_CBWR_AVX512, "AVX512",
            mkl_rt.MKL_CBWR_AVX512_E1, "AVX512_E1",
            mkl_rt.MKL_CBWR_AVX10, "AVX10")
        .getOrDefault(branch, "number " + branch);
  }
}
