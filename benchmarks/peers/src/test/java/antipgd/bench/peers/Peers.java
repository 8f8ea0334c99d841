// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import antipgd.bench.Twin;
import java.lang.reflect.Method;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.params.provider.Arguments;

/** What the twins of the peers' benchmark classes share. */
final class Peers {

  static final MklGenerator FASTEST = MklGenerator.SFMT19937;
  static final MklMethod FASTEST_BY = MklMethod.ICDF;
  static final MklMethod PHILOX_BY = MklMethod.BOX_MULLER2;

  /** A step rounds by some 1e-7 at random, so a thousand drift by a few 1e-6. */
  static final double DRIFT = 2e-5;

  private Peers() {}

  /** The methods that a class adds to those that it inherits, which have a twin of their own. */
  static Stream<Arguments> added(Class<?> benchmark) {
    return Twin.cases(benchmark)
        .filter(methodAndN -> ((Method) methodAndN.get()[0]).getDeclaringClass().equals(benchmark));
  }

  /** Skips a case, visibly, where its library has no binaries. */
  static void assumeBinariesFor(Method method) {
    for (NativeLibrary library : NativeLibrary.values()) {
      if (method.getName().startsWith(library.prefix())) {
        assumeBinariesOf(library);
      }
    }
  }

  static void assumeBinariesOf(NativeLibrary library) {
    assumeThat(library.missing()).as(library.complaint()).isEmpty();
  }

  /** What JMH would hand to a method: nothing, or a library's state and what draws into it. */
  static Object[] state(Method method, int n) throws ReflectiveOperationException {
    Object[] state = new Object[method.getParameterCount()];
    for (int i = 0; i < state.length; i++) {
      Class<?> type = method.getParameterTypes()[i];
      if (NativeNoise.class.isAssignableFrom(type)) {
        NativeNoise noise = (NativeNoise) type.getDeclaredConstructor().newInstance();
        noise.setUp(n);
        state[i] = noise;
      } else if (MklStream.class.isAssignableFrom(type)) {
        state[i] = stream(type);
      }
    }
    return state;
  }

  /** As if the contest had been won by these. */
  private static MklStream stream(Class<?> type) {
    if (type == MklStream.Philox.class) {
      MklStream.Philox philox = new MklStream.Philox();
      philox.method = PHILOX_BY.name();
      philox.setUp();
      return philox;
    }
    MklStream.Fastest fastest = new MklStream.Fastest();
    fastest.brng = FASTEST.name();
    fastest.method = FASTEST_BY.name();
    fastest.setUp();
    return fastest;
  }

  static void tearDown(Object... state) {
    for (Object each : state) {
      if (each instanceof MklStream stream) {
        stream.tearDown();
      } else {
        ((NativeNoise) each).tearDown();
      }
    }
  }

  /** A copy of an array off the heap. */
  static float[] copy(FloatPointer memory) {
    float[] array = new float[(int) memory.capacity()];
    memory.get(array);
    return array;
  }

  /** That every element lies as near to the expected one as it must. */
  static void assertNear(
      String name, float[] actual, IntToDoubleFunction expected, IntToDoubleFunction tolerance) {
    for (int i = 0; i < actual.length; i++) {
      if (!(Math.abs(actual[i] - expected.applyAsDouble(i)) <= tolerance.applyAsDouble(i))) {
        assertThat((double) actual[i])
            .as("%s[%s] of length %s", name, i, actual.length)
            .isCloseTo(expected.applyAsDouble(i), within(tolerance.applyAsDouble(i)));
      }
    }
  }
}
