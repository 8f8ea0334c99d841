// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import static antipgd.bench.Data.ETA;
import static antipgd.bench.Data.SIGMA;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.bench.Data;
import antipgd.bench.Twin;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Noise;
import antipgd.step.Slice;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One noise for all: our step and the native libraries' arithmetic come to the same weights. */
class ArithmeticTest {

  private static final int N = 100_003;

  private final StepKernel kernel = StepKernels.chosen();

  static Stream<Arguments> libraries() {
    Supplier<NativeNoise> mkl = MklStep::new;
    Supplier<NativeNoise> torch = TorchStep::new;
    return Stream.of(
        Arguments.of(NativeLibrary.ONE_MKL, Named.of("MklStep", mkl)),
        Arguments.of(NativeLibrary.LIBTORCH, Named.of("TorchStep", torch)));
  }

  /** Where nothing rounds, the bits agree. */
  @ParameterizedTest
  @MethodSource("libraries")
  void agreesToTheBitOnExactNumbers(NativeLibrary library, Supplier<NativeNoise> state) {
    Peers.assumeBinariesOf(library);
    float[] w = Data.exact(N, 1);
    float[] g = Data.exact(N, 2);
    float[] xi = Data.exact(N, 3);
    float[] xiNew = Data.exact(N, 4);
    float[] theirs = move(state.get(), w, g, xi, xiNew);

    kernel.antiPgd(Slice.of(w, g), Noise.supplied(xi, xiNew), 0, ETA, SIGMA);
    Twin.assertSame("w", theirs, w);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void agreesWithinOneUlpAnOperation(NativeLibrary library, Supplier<NativeNoise> state) {
    Peers.assumeBinariesOf(library);
    float[][] arrays = gaussian();
    float[] w = arrays[0];
    float[] g = arrays[1];
    float[] xi = arrays[2];
    float[] xiNew = arrays[3];
    float[] theirs = move(state.get(), w, g, xi, xiNew);

    float[] ours = w.clone();
    kernel.antiPgd(Slice.of(ours, g), Noise.supplied(xi.clone(), xiNew), 0, ETA, SIGMA);
    Peers.assertNear("w", theirs, i -> ours[i], i -> ulps(w[i], g[i], xi[i], xiNew[i]));

    // The other noise first, and only there a different number.
    float[] swapped = w.clone();
    kernel.antiPgd(Slice.of(swapped, g), Noise.supplied(xiNew.clone(), xi), 0, ETA, SIGMA);
    assertThatThrownBy(
            () ->
                Peers.assertNear(
                    "w", theirs, i -> swapped[i], i -> ulps(w[i], g[i], xi[i], xiNew[i])))
        .isInstanceOf(AssertionError.class);
  }

  private static float[][] gaussian() {
    float[][] arrays = new float[4][N];
    for (int tensor = 0; tensor < arrays.length; tensor++) {
      NoiseStream noise = new NoiseStream(Data.SEED, tensor, Law.GAUSSIAN);
      StepKernels.chosen().fill(arrays[tensor], noise, 0);
    }
    return arrays;
  }

  /** One ulp of what each rounded operation yields: theirs are three, ours the first and two. */
  private static double ulps(float w, float g, float xi, float xiNew) {
    float gradient = w - ETA * g;
    float added = gradient + SIGMA * xiNew;
    float stepped = added - SIGMA * xi;
    float difference = xiNew - xi;
    return Math.ulp(gradient) + Math.ulp(added) + Math.ulp(stepped) + SIGMA * Math.ulp(difference);
  }

  private static float[] move(NativeNoise state, float[] w, float[] g, float[] xi, float[] xiNew) {
    state.setUp(N);
    NativeStep step = (NativeStep) state;
    step.wMemory().put(w);
    step.gMemory().put(g);
    state.xiMemory().put(xi);
    step.xiNewMemory().put(xiNew);
    step.move(ETA);
    float[] moved = Peers.copy(step.wMemory());
    state.tearDown();
    return moved;
  }
}
