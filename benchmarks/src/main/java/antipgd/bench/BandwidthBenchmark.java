// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What this machine can move: copy and triad as in the STREAM benchmark (McCalpin, 1995), on
 * float32. As there, reading {@code a}'s lines before they are overwritten does not count. A kernel
 * that updates in place is spared it, and so may show more GB/s from memory than these: up to 3/2
 * of copy and 4/3 of triad.
 *
 * <p>Only {@code a} is written, every time with the same numbers.
 */
@State(Scope.Thread)
@Baseline("triad")
public class BandwidthBenchmark extends Settings {

  @Param({"4096", "65536", "1048576", "16777216"})
  public int n;

  float[] a;
  float[] b;
  float[] c;

  @Setup
  public void setUp() {
    a = new float[n];
    b = Data.exact(n, 1);
    c = Data.exact(n, 2);
  }

  /** {@code a <- b}. */
  @Benchmark
  @Traffic(value = 8, limit = true)
  public void copy() {
    System.arraycopy(b, 0, a, 0, n);
  }

  /** {@code a <- b + sigma c}. */
  @Benchmark
  @Traffic(value = 12, limit = true)
  public void triad() {
    for (int i = 0; i < n; i++) {
      a[i] = b[i] + Data.SIGMA * c[i];
    }
  }
}
