// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import antipgd.bench.Baseline;
import antipgd.bench.Contest;
import antipgd.bench.Data;
import antipgd.bench.GaussianFillBenchmark;
import antipgd.bench.Work;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Setup;

/**
 * Gaussian noise alone, {@code xi <- noise}: the methods of {@link GaussianFillBenchmark}, beside
 * the native libraries.
 *
 * <p>Those write to memory off the heap, which is their best case; methods named {@code ...Array}
 * copy it to a {@code float[]} then, which is what a Java program has.
 */
@Fork(value = 2, jvmArgsAppend = NativeLibrary.ACCESS)
@Baseline({"mklFastest", "mklPhilox", "torch", "commonsRng"})
public class PeerGaussianFillBenchmark extends GaussianFillBenchmark {

  private ZigguratSampler.NormalizedGaussian commonsRng;

  @Setup
  public void setUpPeers() {
    commonsRng = sampler();
  }

  /** The library's fastest Gaussian sampler on one of its fastest generators. */
  static ZigguratSampler.NormalizedGaussian sampler() {
    return ZigguratSampler.NormalizedGaussian.of(
        RandomSource.XO_RO_SHI_RO_128_PP.create(Data.SEED));
  }

  /** A modern ziggurat on a fast generator. */
  @Benchmark
  @Work(bytes = 4)
  public void commonsRng() {
    for (int i = 0; i < n; i++) {
      xi[i] = (float) commonsRng.sample();
    }
  }

  /** Counter-based like ours. */
  @Benchmark
  @Work(bytes = 4)
  @Contest(
      in = MklGeneratorsBenchmark.class,
      method = "mklFill",
      where = MklStream.Philox.GENERATOR)
  public void mklPhilox(MklNoise mkl, MklStream.Philox by) {
    by.fill(mkl.xi, n);
  }

  @Benchmark
  @Work(bytes = 4)
  @Contest(in = MklGeneratorsBenchmark.class, method = "mklFill")
  public void mklFastest(MklNoise mkl, MklStream.Fastest by) {
    by.fill(mkl.xi, n);
  }

  @Benchmark
  @Work(bytes = 4 + 8)
  @Contest(in = MklGeneratorsBenchmark.class, method = "mklFill")
  public void mklFastestArray(MklNoise mkl, MklStream.Fastest by) {
    by.fill(mkl.xi, n);
    mkl.xiMemory().get(xi);
  }

  /** A Mersenne Twister and the Box-Muller transform. */
  @Benchmark
  @Work(bytes = 4)
  public void torch(TorchNoise torch) {
    torch.xi.normal_();
  }

  @Benchmark
  @Work(bytes = 4 + 8)
  public void torchArray(TorchNoise torch) {
    torch.xi.normal_();
    torch.xiMemory().get(xi);
  }

  /** For the twin. */
  float[] xi() {
    return xi;
  }
}
