// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * How fast the clock ticks: a chain of operations that wait for each other and take one cycle each.
 * No CPU of the last twenty years adds or combines two integers in less, or in more, so cycles are
 * operations, and times of other benchmarks of the run are told in cycles.
 *
 * <p>This is the clock of plain integer code. A CPU that slows down under wide vectors has fewer
 * cycles in the time of a SIMD kernel than this tells, and a virtual machine that loses time to its
 * host has fewer in all of them.
 */
@State(Scope.Thread)
public class ClockBenchmark extends Settings {

  static final int TRIPS = 1 << 16;

  int x;

  /** Variables, since some CPUs add constants while they rename registers, in no time at all. */
  private int mask;

  private int summand;

  @Setup
  public void setUp() {
    x = 1;
    mask = 0x9E3779B9;
    summand = 0x7F4A7C15;
  }

  /** {@code x <- (x xor mask) + summand}. */
  @Benchmark
  @Work(cycles = 2.0 * TRIPS, limit = true)
  public void chain() {
    x = chain(x, mask, summand, TRIPS);
  }

  /** Either operation alone would be folded: the JIT knows the sum of a sum that is repeated. */
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  static int chain(int from, int mask, int summand, int trips) {
    int x = from;
    for (int i = 0; i < trips; i++) {
      x = (x ^ mask) + summand;
    }
    return x;
  }
}
