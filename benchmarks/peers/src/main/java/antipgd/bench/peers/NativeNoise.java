// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import org.bytedeco.javacpp.FloatPointer;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** A native library with an array off the heap that it fills with noise. */
@State(Scope.Thread)
public abstract class NativeNoise {

  int n;

  /**
   * Loads the library and makes what the benchmark needs.
   *
   * @param params of the benchmark, with a length {@code n}
   */
  @Setup
  public final void setUp(BenchmarkParams params) {
    setUp(Integer.parseInt(params.getParam("n")));
  }

  final void setUp(int length) {
    n = length;
    allocate();
  }

  /** Frees what is off the heap. */
  @TearDown
  public final void tearDown() {
    free();
  }

  abstract void allocate();

  abstract void free();

  /** The memory of the last noise. */
  abstract FloatPointer xiMemory();
}
