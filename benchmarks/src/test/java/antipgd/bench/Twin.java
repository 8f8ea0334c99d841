package antipgd.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** What the twins of the benchmark classes share. */
final class Twin {

  /** Lengths that leave a tail behind whole vectors, whatever their width. */
  private static final List<Integer> ODD_LENGTHS = List.of(1, 17, 1023);

  private Twin() {}

  /** Every benchmark method at every length of the {@code @Param n}, and at odd ones. */
  static Stream<Arguments> cases(Class<?> benchmark) {
    return methods(benchmark)
        .flatMap(method -> lengths(benchmark).mapToObj(n -> Arguments.of(method, n)));
  }

  static Stream<Method> methods(Class<?> benchmark) {
    return Arrays.stream(benchmark.getMethods())
        .filter(method -> method.isAnnotationPresent(Benchmark.class));
  }

  private static IntStream lengths(Class<?> benchmark) {
    try {
      String[] values = benchmark.getField("n").getAnnotation(Param.class).value();
      return IntStream.concat(
          ODD_LENGTHS.stream().mapToInt(n -> n), Arrays.stream(values).mapToInt(Integer::parseInt));
    } catch (NoSuchFieldException e) {
      throw new AssertionError(benchmark + " has no parameter n", e);
    }
  }

  /** Skips a case, visibly, where this VM's heap is too small for its arrays. */
  static void assumeRoomFor(int arrays, int n) {
    assumeThat(Runtime.getRuntime().maxMemory())
        .as("heap for %s arrays of %s floats", arrays, n)
        .isGreaterThan(2L * arrays * n * Float.BYTES);
  }

  static void assertSame(String name, float[] actual, float[] expected) {
    int i = Arrays.mismatch(actual, expected);
    assertThat(i).as("first difference in %s of length %s", name, expected.length).isEqualTo(-1);
  }
}
