// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import antipgd.bench.Baseline;
import antipgd.bench.Contest;
import antipgd.bench.GeneratedNoiseBenchmark;
import antipgd.bench.Work;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Setup;

/**
 * The whole Anti-PGD step with fresh Gaussian noise: the methods of {@link
 * GeneratedNoiseBenchmark}, beside the native libraries.
 *
 * <p>Those work on memory off the heap, which is their best case, and swap references instead of
 * copying noise. Methods named {@code ...Array} take the gradient from a {@code float[]} and bring
 * the weights back to one, which is what a Java program has and needs.
 */
@Fork(value = 2, jvmArgsAppend = NativeLibrary.ACCESS)
@Baseline({"mklFastest", "mklFastestInBlocks", "mklPhilox", "torch", "commonsRng"})
public class PeerStepBenchmark extends GeneratedNoiseBenchmark {

  private ZigguratSampler.NormalizedGaussian commonsRng;

  @Setup
  public void setUpPeers() {
    commonsRng = PeerGaussianFillBenchmark.sampler();
  }

  /** One loop, as {@link #scalarJdk} is. */
  @Benchmark
  @Work(bytes = 20)
  public void commonsRng() {
    eta = -eta;
    for (int i = 0; i < n; i++) {
      move(i, (float) commonsRng.sample());
    }
  }

  /** Counter-based like ours. */
  @Benchmark
  @Work(bytes = 4 + 12 + 12 + 12)
  @Contest(
      in = MklGeneratorsBenchmark.class,
      method = "mklStep",
      where = MklStream.Philox.GENERATOR)
  public void mklPhilox(MklStep mkl, MklStream.Philox by) {
    eta = -eta;
    mkl.step(by, eta);
  }

  @Benchmark
  @Work(bytes = 4 + 12 + 12 + 12)
  @Contest(in = MklGeneratorsBenchmark.class, method = "mklStep")
  public void mklFastest(MklStep mkl, MklStream.Fastest by) {
    eta = -eta;
    mkl.step(by, eta);
  }

  /** What somebody does who knows what memory costs. */
  @Benchmark
  @Work(bytes = 20)
  @Contest(in = MklGeneratorsBenchmark.class, method = "mklStepInBlocks")
  public void mklFastestInBlocks(MklStep mkl, MklStream.Fastest by) {
    eta = -eta;
    mkl.stepInBlocks(by, eta);
  }

  @Benchmark
  @Work(bytes = 20)
  @Contest(
      in = MklGeneratorsBenchmark.class,
      method = "mklStepInBlocks",
      where = MklStream.Philox.GENERATOR)
  public void mklPhiloxInBlocks(MklStep mkl, MklStream.Philox by) {
    eta = -eta;
    mkl.stepInBlocks(by, eta);
  }

  @Benchmark
  @Work(bytes = 8 + 4 + 12 + 12 + 12 + 8)
  @Contest(in = MklGeneratorsBenchmark.class, method = "mklStep")
  public void mklFastestArray(MklStep mkl, MklStream.Fastest by) {
    eta = -eta;
    mkl.gMemory().put(g);
    mkl.step(by, eta);
    mkl.wMemory().get(w);
  }

  @Benchmark
  @Work(bytes = 4 + 12 + 12 + 12)
  public void torch(TorchStep torch) {
    eta = -eta;
    torch.step(eta);
  }

  @Benchmark
  @Work(bytes = 8 + 4 + 12 + 12 + 12 + 8)
  public void torchArray(TorchStep torch) {
    eta = -eta;
    torch.gMemory().put(g);
    torch.step(eta);
    torch.wMemory().get(w);
  }

  /** For the twin, as the other two. */
  float[] w() {
    return w;
  }

  float[] g() {
    return g;
  }

  float[] xi() {
    return xi;
  }
}
