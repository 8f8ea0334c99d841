// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import antipgd.step.StepKernel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The first 2^20 values of a step's noise, hashed, for every law and generator. */
public final class GoldenNoise {

  private static final int VALUES = 1 << 20;
  private static final long SEED = 0x0123456789abcdefL;
  private static final int TENSOR = 7;
  private static final long STEP = 0x300000005L;

  private GoldenNoise() {}

  /** A stream of every law and generator. */
  public static List<NoiseStream> streams() {
    List<NoiseStream> streams = new ArrayList<>();
    for (Law law : Law.values()) {
      for (Generator generator : Generator.values()) {
        streams.add(new NoiseStream(SEED, TENSOR, law, generator));
      }
    }
    return streams;
  }

  /** What tells such a stream from the others. */
  public static String name(NoiseStream stream) {
    return stream.law() + " " + stream.generator();
  }

  /** The hashes of the noise that a kernel makes, by the streams' names. */
  public static Map<String, String> of(StepKernel kernel) {
    Map<String, String> hashes = new LinkedHashMap<>();
    float[] xi = new float[VALUES];
    Hashes hash = new Hashes();
    for (NoiseStream stream : streams()) {
      kernel.fill(xi, stream, STEP);
      hash.add(xi);
      hashes.put(name(stream), hash.hex());
    }
    return hashes;
  }
}
