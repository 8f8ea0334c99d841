// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.bench.Data;
import antipgd.bench.Twin;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PeerStepBenchmarkTest {

  static Stream<Arguments> added() {
    return Peers.added(PeerStepBenchmark.class);
  }

  @ParameterizedTest
  @MethodSource("added")
  void weightsAreTheFirstOnesPlusTheLastNoise(Method method, int n)
      throws ReflectiveOperationException {
    Peers.assumeBinariesFor(method);
    Twin.assumeRoomFor(10, n);
    PeerStepBenchmark benchmark = new PeerStepBenchmark();
    benchmark.n = n;
    benchmark.setUp();
    benchmark.setUpPeers();
    Object[] state = Peers.state(method, n);
    float[] first = benchmark.w().clone();
    float[] g = benchmark.g().clone();
    float[] last = new float[n];

    for (int step = 0; step < (n < 4096 ? 1000 : 2); step++) {
      method.invoke(benchmark, state);
      boolean onTheHeap = state.length == 0;
      float[] w = onTheHeap ? benchmark.w() : Peers.copy(((NativeStep) state[0]).wMemory());
      float[] xi =
          onTheHeap ? benchmark.xi().clone() : Peers.copy(((NativeNoise) state[0]).xiMemory());
      if (method.getName().endsWith("Array")) {
        Twin.assertSame("w", benchmark.w(), w);
      }
      assertThat(xi).isNotEqualTo(last);
      last = xi;
      double forward = step % 2 == 0 ? Data.ETA : 0;
      Peers.assertNear(
          "w", w, i -> first[i] - forward * g[i] + (double) Data.SIGMA * xi[i], i -> Peers.DRIFT);
    }
    Twin.assertSame("g", benchmark.g(), g);
    Peers.tearDown(state);
  }
}
