// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.mkl.global.mkl_rt;

/**
 * What oneMKL says about itself, and how many threads it uses. It tells on standard output alone,
 * in a process that has {@code MKL_VERBOSE} set, so a process of its own is asked.
 */
final class MklVerbose {

  private static final String MARK = "MKL_VERBOSE ";

  /** What differs from run to run in what it says about a call: the addresses and the time. */
  private static final String CALL = "^[A-Z]+\\(.*\\) \\S+ ";

  private MklVerbose() {}

  /**
   * Asks.
   *
   * @param variables more environment variables of the asked process
   * @return what it says about itself and its settings, in one line
   */
  static String ask(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("MKL_VERBOSE", "1");
    return said(MklVerbose.class, all).stream()
        .filter(line -> line.startsWith(MARK))
        .map(line -> line.substring(MARK.length()).replaceFirst(CALL, ""))
        .collect(Collectors.joining("; "));
  }

  /** What a main class prints in a process of its own. */
  static List<String> said(Class<?> main, Map<String, String> variables) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            NativeLibrary.ACCESS,
            "-cp",
            System.getProperty("java.class.path"),
            main.getName());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> name.startsWith("MKL_VERBOSE"));
    builder.environment().putAll(variables);
    try {
      Process process = builder.start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes one call.
   *
   * @param args none
   */
  public static void main(String[] args) {
    OneMkl.load();
    int n = 64;
    FloatPointer x = OneMkl.array(n).put(new float[n]);
    mkl_rt.cblas_saxpy(n, 1, x, 1, x, 1);
    OneMkl.free(x);
  }
}
