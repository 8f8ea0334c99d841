// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import antipgd.bench.Contest;
import antipgd.bench.Data;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.mkl.global.mkl_rt;
import org.bytedeco.mkl.global.mkl_rt.VSLStreamStatePtr;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Normal numbers by one of oneMKL's generators and methods, which the parameters name. */
@State(Scope.Thread)
public abstract class MklStream {

  private final VSLStreamStatePtr stream = new VSLStreamStatePtr();
  private int method;

  /** The fastest that the run finds. */
  @State(Scope.Thread)
  public static class Fastest extends MklStream {

    @Param(Contest.FASTEST)
    public String brng;

    @Param(Contest.FASTEST)
    public String method;

    @Override
    void open() {
      open(MklGenerator.valueOf(brng), MklMethod.valueOf(method));
    }
  }

  /** The counter-based generator that is most like ours, by its fastest method. */
  @State(Scope.Thread)
  public static class Philox extends MklStream {

    /** For the contest that finds the method. */
    static final String GENERATOR = "brng=PHILOX4X32X10";

    @Param(Contest.FASTEST)
    public String method;

    @Override
    void open() {
      open(MklGenerator.PHILOX4X32X10, MklMethod.valueOf(method));
    }
  }

  /** Each generator by each method. */
  @State(Scope.Thread)
  public static class Each extends MklStream {

    @Param public MklGenerator brng;

    @Param public MklMethod method;

    @Override
    void open() {
      open(brng, method);
    }
  }

  /** Each generator by its fastest method. */
  @State(Scope.Thread)
  public static class EachAtItsBest extends MklStream {

    @Param public MklGenerator brng;

    @Param(Contest.FASTEST)
    public String method;

    @Override
    void open() {
      open(brng, MklMethod.valueOf(method));
    }
  }

  /** Opens the stream that the parameters name. */
  @Setup
  public final void setUp() {
    OneMkl.load();
    open();
  }

  abstract void open();

  final void open(MklGenerator generator, MklMethod by) {
    method = by.id;
    OneMkl.check(mkl_rt.vslNewStream(stream, generator.id, (int) Data.SEED));
  }

  /** Closes the stream. */
  @TearDown
  public final void tearDown() {
    OneMkl.check(mkl_rt.vslDeleteStream(stream));
  }

  final void fill(FloatPointer xi, int length) {
    OneMkl.check(mkl_rt.vsRngGaussian(method, stream, length, xi, 0, 1));
  }
}
