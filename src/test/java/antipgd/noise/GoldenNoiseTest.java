// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.step.AllKernels;
import antipgd.step.StepKernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The noise is the same for ever: on every kernel, JDK and CPU. A change of bits is a breaking
 * change, because nobody could repeat a run that was published with the old ones; the hashes below
 * change only with a new major version.
 */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(AllKernels.class)
class GoldenNoiseTest {

  private static final int VALUES = 1 << 20;
  private static final long SEED = 0x0123456789abcdefL;
  private static final int TENSOR = 7;
  private static final long STEP = 0x300000005L;

  @Parameter StepKernel kernel;

  /** SHA-256 of the first 2^20 floats, little endian. */
  @ParameterizedTest
  @CsvSource({
    "GAUSSIAN, SHORT_STREAMS, b443410c08917f6a0afcd6338edc8ec748f3200a45e69f3043c4fa4eca5ef657",
    "GAUSSIAN, THREEFRY_20, e68e46c22b0a888cc98cf97d81572aa1f39ff2e57a0d210b5f5e5a6b5bacf727",
    "RADEMACHER, SHORT_STREAMS, b3d3ca3a1f712154348da7ec7f2597db28085f787de84e2830ab0bbef0c81568",
    "RADEMACHER, THREEFRY_20, a9e18cc180d7fcc916e729e7ad339394fe98eb54b6e335b6b0fda92202115b1b",
  })
  void hashes(Law law, Generator generator, String hash) throws NoSuchAlgorithmException {
    float[] xi = new float[VALUES];
    kernel.fill(xi, new NoiseStream(SEED, TENSOR, law, generator), STEP);
    assertThat(sha256(xi)).isEqualTo(hash);
  }

  private static String sha256(float[] values) throws NoSuchAlgorithmException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }
}
