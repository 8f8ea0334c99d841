// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import antipgd.bench.Data;
import antipgd.bench.Twin;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.bytedeco.mkl.global.mkl_rt;
import org.bytedeco.mkl.global.mkl_rt.VSLStreamStatePtr;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PeerGaussianFillBenchmarkTest {

  static Stream<Arguments> added() {
    return Peers.added(PeerGaussianFillBenchmark.class);
  }

  static Stream<Method> all() {
    return Twin.methods(PeerGaussianFillBenchmark.class);
  }

  /** The numbers that the library's plainest call draws from the same seed. */
  @ParameterizedTest
  @MethodSource("added")
  void fillsWithTheNextNoise(Method method, int n) throws ReflectiveOperationException {
    Peers.assumeBinariesFor(method);
    Twin.assumeRoomFor(4, n);
    float[][] actual = fill(method, n, 2);

    Supplier<float[]> reference = reference(method.getName(), n);
    Twin.assertSame("xi", actual[0], reference.get());
    Twin.assertSame("xi", actual[1], reference.get());
  }

  @ParameterizedTest
  @MethodSource("all")
  void isStandardNormal(Method method) throws ReflectiveOperationException {
    Peers.assumeBinariesFor(method);
    StandardNormal.check(fill(method, StandardNormal.SAMPLES, 1)[0]);
  }

  /** What each call leaves, where the method says it does. */
  private static float[][] fill(Method method, int n, int calls)
      throws ReflectiveOperationException {
    PeerGaussianFillBenchmark benchmark = new PeerGaussianFillBenchmark();
    benchmark.n = n;
    benchmark.setUp();
    benchmark.setUpPeers();
    Object[] state = Peers.state(method, n);
    boolean onTheHeap = state.length == 0 || method.getName().endsWith("Array");
    float[][] filled = new float[calls][];
    for (int call = 0; call < calls; call++) {
      method.invoke(benchmark, state);
      filled[call] =
          onTheHeap ? benchmark.xi().clone() : Peers.copy(((NativeNoise) state[0]).xiMemory());
    }
    Peers.tearDown(state);
    return filled;
  }

  private static Supplier<float[]> reference(String method, int n) {
    return switch (method) {
      case "commonsRng" -> {
        ZigguratSampler.NormalizedGaussian sampler = PeerGaussianFillBenchmark.sampler();
        yield () -> Twin.draw(n, sampler::sample);
      }
      case "mklPhilox" -> mkl(mkl_rt.VSL_BRNG_PHILOX4X32X10, Peers.PHILOX_BY.id, n);
      case "mklFastest", "mklFastestArray" -> mkl(Peers.FASTEST.id, Peers.FASTEST_BY.id, n);
      case "torch", "torchArray" -> {
        torch.manual_seed(Data.SEED);
        yield () -> {
          try (Tensor normal = torch.randn(n)) {
            return Peers.copy(TorchNoise.memory(normal));
          }
        };
      }
      default -> throw new AssertionError("No reference for " + method);
    };
  }

  private static Supplier<float[]> mkl(int generator, int transform, int n) {
    VSLStreamStatePtr stream = new VSLStreamStatePtr();
    mkl_rt.vslNewStream(stream, generator, (int) Data.SEED);
    return () -> {
      float[] xi = new float[n];
      mkl_rt.vsRngGaussian(transform, stream, n, xi, 0, 1);
      return xi;
    };
  }
}
