// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import antipgd.bench.Contest;
import antipgd.bench.Data;
import antipgd.bench.Work;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The contest of oneMKL's generators and methods, for which its fastest differ from CPU to CPU: the
 * fill by each of both, and then the steps by each generator with the method that fills fastest.
 *
 * <p>Its time is all native, which nothing warms up, so that short forks will do; of two the faster
 * counts.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = NativeLibrary.ACCESS)
@Warmup(iterations = 8, time = 25, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 25, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class MklGeneratorsBenchmark {

  @Param("65536")
  public int n;

  private float eta = -Data.ETA;

  @Benchmark
  @Work(bytes = 4)
  public void mklFill(MklNoise mkl, MklStream.Each by) {
    by.fill(mkl.xi, n);
  }

  @Benchmark
  @Work(bytes = 4 + 12 + 12 + 12)
  @Contest(in = MklGeneratorsBenchmark.class, method = "mklFill")
  public void mklStep(MklStep mkl, MklStream.EachAtItsBest by) {
    eta = -eta;
    mkl.step(by, eta);
  }

  @Benchmark
  @Work(bytes = 20)
  @Contest(in = MklGeneratorsBenchmark.class, method = "mklFill")
  public void mklStepInBlocks(MklStep mkl, MklStream.EachAtItsBest by) {
    eta = -eta;
    mkl.stepInBlocks(by, eta);
  }
}
