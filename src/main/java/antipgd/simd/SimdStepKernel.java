package antipgd.simd;

import antipgd.step.StepKernel;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The steps with the Vector API: body in whole vectors, tail in scalars with the same roundings. */
public final class SimdStepKernel extends StepKernel {

  private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
  private static final int LANES = Lanes.COUNT;

  /** Creates the kernel for any width, even one that this CPU has no registers for. */
  SimdStepKernel() {}

  /**
   * The kernel, if its lane width fits this CPU.
   *
   * @return the kernel
   * @throws IllegalStateException if {@code antipgd.width} is wider than the CPU's registers
   */
  public static SimdStepKernel forThisCpu() {
    if (Lanes.bits() > Lanes.widestBits()) {
      throw new IllegalStateException(
          "antipgd.width = " + Lanes.bits() + ": this CPU and JVM allow at most "
              + Lanes.widestBits());
    }
    return new SimdStepKernel();
  }

  @Override
  public String name() {
    return "simd-" + Lanes.bits();
  }

  @Override
  protected void gdRange(float[] w, float[] g, int from, int length, float eta) {
    FloatVector minusEta = FloatVector.broadcast(FLOATS, -eta);
    int end = from + length;
    int i = from;
    for (; i <= end - LANES; i += LANES) {
      load(g, i).fma(minusEta, load(w, i)).intoArray(w, i);
    }
    for (; i < end; i++) {
      w[i] = Math.fma(-eta, g[i], w[i]);
    }
  }

  @Override
  protected void pgdRange(
      float[] w, float[] g, float[] xi, int from, int length, float eta, float sigma) {
    FloatVector minusEta = FloatVector.broadcast(FLOATS, -eta);
    FloatVector scale = FloatVector.broadcast(FLOATS, sigma);
    int end = from + length;
    int i = from;
    for (; i <= end - LANES; i += LANES) {
      FloatVector b = load(g, i).fma(minusEta, load(w, i));
      load(xi, i).fma(scale, b).intoArray(w, i);
    }
    for (; i < end; i++) {
      w[i] = Math.fma(sigma, xi[i], Math.fma(-eta, g[i], w[i]));
    }
  }

  @Override
  protected void antiPgdRange(
      float[] w, float[] g, float[] xi, float[] xiNext, int from, int length, float eta,
      float sigma) {
    FloatVector minusEta = FloatVector.broadcast(FLOATS, -eta);
    FloatVector scale = FloatVector.broadcast(FLOATS, sigma);
    int end = from + length;
    int i = from;
    for (; i <= end - LANES; i += LANES) {
      FloatVector next = load(xiNext, i);
      FloatVector b = load(g, i).fma(minusEta, load(w, i));
      next.sub(load(xi, i)).fma(scale, b).intoArray(w, i);
      next.intoArray(xi, i);
    }
    for (; i < end; i++) {
      float next = xiNext[i];
      w[i] = Math.fma(sigma, next - xi[i], Math.fma(-eta, g[i], w[i]));
      xi[i] = next;
    }
  }

  @Override
  protected void antiPgdRange(
      float[] w, float[] g, float[] xi, float[] xiNext, int from, int length, float eta,
      float sigma, float sigmaNext) {
    float change = sigmaNext - sigma;
    FloatVector minusEta = FloatVector.broadcast(FLOATS, -eta);
    FloatVector changes = FloatVector.broadcast(FLOATS, change);
    FloatVector scale = FloatVector.broadcast(FLOATS, sigmaNext);
    int end = from + length;
    int i = from;
    for (; i <= end - LANES; i += LANES) {
      FloatVector next = load(xiNext, i);
      FloatVector last = load(xi, i);
      FloatVector b = last.fma(changes, load(g, i).fma(minusEta, load(w, i)));
      next.sub(last).fma(scale, b).intoArray(w, i);
      next.intoArray(xi, i);
    }
    for (; i < end; i++) {
      float next = xiNext[i];
      float last = xi[i];
      float b = Math.fma(change, last, Math.fma(-eta, g[i], w[i]));
      w[i] = Math.fma(sigmaNext, next - last, b);
      xi[i] = next;
    }
  }

  private static FloatVector load(float[] array, int i) {
    return FloatVector.fromArray(FLOATS, array, i);
  }
}
