// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import antipgd.bench.Data;
import antipgd.bench.Twin;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who takes part in the contest makes the noise that is asked for. */
class MklGeneratorsBenchmarkTest {

  private static final int N = 100_003;

  static Stream<Arguments> contestants() {
    return Arrays.stream(MklGenerator.values())
        .flatMap(
            generator -> Arrays.stream(MklMethod.values()).map(by -> Arguments.of(generator, by)));
  }

  @ParameterizedTest
  @MethodSource("contestants")
  void fillsAreStandardNormal(MklGenerator generator, MklMethod by) {
    Peers.assumeBinariesOf(NativeLibrary.ONE_MKL);
    MklNoise noise = new MklNoise();
    noise.setUp(StandardNormal.SAMPLES);
    MklStream.Each stream = new MklStream.Each();
    stream.brng = generator;
    stream.method = by;
    stream.setUp();
    MklGeneratorsBenchmark benchmark = new MklGeneratorsBenchmark();
    benchmark.n = StandardNormal.SAMPLES;

    benchmark.mklFill(noise, stream);
    StandardNormal.check(Peers.copy(noise.xiMemory()));
    stream.tearDown();
    noise.tearDown();
  }

  /** There and back, so that the last noise is left; in blocks as in whole arrays. */
  @ParameterizedTest
  @EnumSource(MklGenerator.class)
  void stepsLeaveTheLastNoise(MklGenerator generator) {
    Peers.assumeBinariesOf(NativeLibrary.ONE_MKL);
    for (boolean inBlocks : new boolean[] {false, true}) {
      MklStep step = new MklStep();
      step.setUp(N);
      MklStream.EachAtItsBest stream = new MklStream.EachAtItsBest();
      stream.brng = generator;
      stream.method = MklMethod.ICDF.name();
      stream.setUp();
      MklGeneratorsBenchmark benchmark = new MklGeneratorsBenchmark();
      benchmark.n = N;
      float[] first = Peers.copy(step.wMemory());

      for (int call = 0; call < 2; call++) {
        if (inBlocks) {
          benchmark.mklStepInBlocks(step, stream);
        } else {
          benchmark.mklStep(step, stream);
        }
      }
      float[] xi = Peers.copy(step.xiMemory());
      Peers.assertNear(
          "w",
          Peers.copy(step.wMemory()),
          i -> first[i] + (double) Data.SIGMA * xi[i],
          i -> Peers.DRIFT);
      Twin.assertSame("g", Peers.copy(step.gMemory()), Data.exact(N, 2));
      stream.tearDown();
      step.tearDown();
    }
  }
}
