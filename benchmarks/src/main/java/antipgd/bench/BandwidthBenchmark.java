// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What this machine can move: copy and triad of the STREAM benchmark (McCalpin, 1995), scal and
 * axpy of BLAS, on float32. The best of them at a length is the limit for all kernels there.
 *
 * <p>Copy and triad overwrite an array that they do not read. A cache fetches its lines all the
 * same (write allocation), unless the JDK's copy goes around it, so as much as a third of copy's
 * traffic from memory and a quarter of triad's is not counted. Scal and axpy read what they write
 * and move nothing else: from memory they show more GB/s. Kernels read at least what they write and
 * at most twice as much, or write alone; axpy and scal are the ends of that range. Reading alone is
 * no pattern here, since no kernel does it.
 *
 * <p>Only {@code a} is written: by copy and triad every time with the same numbers, by scal and
 * axpy forth and back, without rounding.
 */
@State(Scope.Thread)
@Baseline("triad")
public class BandwidthBenchmark extends Settings {

  @Param({"4096", "65536", "1048576", "16777216"})
  public int n;

  float[] a;
  float[] b;
  float[] c;
  float sign;

  @Setup
  public void setUp() {
    a = Data.exact(n, 3);
    b = Data.exact(n, 1);
    c = Data.exact(n, 2);
    sign = 1;
  }

  /** {@code a <- b}. */
  @Benchmark
  @Work(bytes = 8, limit = true)
  public void copy() {
    System.arraycopy(b, 0, a, 0, n);
  }

  /** {@code a <- b + sigma c}. */
  @Benchmark
  @Work(bytes = 12, limit = true)
  public void triad() {
    for (int i = 0; i < n; i++) {
      a[i] = b[i] + Data.SIGMA * c[i];
    }
  }

  /** {@code a <- -a}, by a product. */
  @Benchmark
  @Work(bytes = 8, limit = true)
  public void scal() {
    float minus = -Math.abs(sign);
    for (int i = 0; i < n; i++) {
      a[i] = minus * a[i];
    }
  }

  /** {@code a <- a - sigma b}, and back. */
  @Benchmark
  @Work(bytes = 12, limit = true)
  public void axpy() {
    sign = -sign;
    float scale = sign * Data.SIGMA;
    for (int i = 0; i < n; i++) {
      a[i] += scale * b[i];
    }
  }
}
