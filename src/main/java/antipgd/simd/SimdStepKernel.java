package antipgd.simd;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.StepKernel;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The steps with the Vector API: body in whole vectors, tail in scalars with the same roundings.
 */
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
          "antipgd.width = "
              + Lanes.bits()
              + ": this CPU and JVM allow at most "
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
      float[] w, float[] g, int from, float[] xi, int xiFrom, int length, float eta, float sigma) {
    FloatVector minusEta = FloatVector.broadcast(FLOATS, -eta);
    FloatVector scale = FloatVector.broadcast(FLOATS, sigma);
    int i = 0;
    for (; i <= length - LANES; i += LANES) {
      FloatVector b = load(g, from + i).fma(minusEta, load(w, from + i));
      load(xi, xiFrom + i).fma(scale, b).intoArray(w, from + i);
    }
    for (; i < length; i++) {
      w[from + i] = Math.fma(sigma, xi[xiFrom + i], Math.fma(-eta, g[from + i], w[from + i]));
    }
  }

  @Override
  protected void antiPgdRange(
      float[] w,
      float[] g,
      int from,
      float[] xi,
      int xiFrom,
      float[] xiNext,
      int nextFrom,
      int length,
      float eta,
      float sigma) {
    if (xiFrom == from && nextFrom == from) {
      antiPgdRange(w, g, xi, xiNext, from, length, eta, sigma);
      return;
    }
    FloatVector minusEta = FloatVector.broadcast(FLOATS, -eta);
    FloatVector scale = FloatVector.broadcast(FLOATS, sigma);
    int i = 0;
    for (; i <= length - LANES; i += LANES) {
      FloatVector next = load(xiNext, nextFrom + i);
      FloatVector b = load(g, from + i).fma(minusEta, load(w, from + i));
      next.sub(load(xi, xiFrom + i)).fma(scale, b).intoArray(w, from + i);
      next.intoArray(xi, xiFrom + i);
    }
    for (; i < length; i++) {
      float next = xiNext[nextFrom + i];
      w[from + i] =
          Math.fma(sigma, next - xi[xiFrom + i], Math.fma(-eta, g[from + i], w[from + i]));
      xi[xiFrom + i] = next;
    }
  }

  /** One index for all arrays, the case of supplied noise: JDK 17 makes better code of it. */
  private static void antiPgdRange(
      float[] w,
      float[] g,
      float[] xi,
      float[] xiNext,
      int from,
      int length,
      float eta,
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
      float[] w,
      float[] g,
      int from,
      float[] xi,
      int xiFrom,
      float[] xiNext,
      int nextFrom,
      int length,
      float eta,
      float sigma,
      float sigmaNext) {
    float change = sigmaNext - sigma;
    FloatVector minusEta = FloatVector.broadcast(FLOATS, -eta);
    FloatVector changes = FloatVector.broadcast(FLOATS, change);
    FloatVector scale = FloatVector.broadcast(FLOATS, sigmaNext);
    int i = 0;
    for (; i <= length - LANES; i += LANES) {
      FloatVector next = load(xiNext, nextFrom + i);
      FloatVector last = load(xi, xiFrom + i);
      FloatVector b = last.fma(changes, load(g, from + i).fma(minusEta, load(w, from + i)));
      next.sub(last).fma(scale, b).intoArray(w, from + i);
      next.intoArray(xi, xiFrom + i);
    }
    for (; i < length; i++) {
      float next = xiNext[nextFrom + i];
      float last = xi[xiFrom + i];
      float b = Math.fma(change, last, Math.fma(-eta, g[from + i], w[from + i]));
      w[from + i] = Math.fma(sigmaNext, next - last, b);
      xi[xiFrom + i] = next;
    }
  }

  @Override
  protected void noiseTiles(NoiseStream noise, long step, long tile, int count, float[] out) {
    SimdNoise.tiles(noise, step, tile, count, out);
  }

  @Override
  protected void antiPgdStoredRange(
      float[] w,
      float[] g,
      float[] xi,
      int from,
      int length,
      float eta,
      float sigma,
      float sigmaNext,
      NoiseStream noise,
      long step,
      long element) {
    int chunk = SimdGaussianStep.CHUNK;
    int head = (int) Math.min(length, -element & (chunk - 1));
    int chunks = (length - head) / chunk;
    if (noise.law() != Law.GAUSSIAN || sigma != sigmaNext || chunks == 0) {
      super.antiPgdStoredRange(w, g, xi, from, length, eta, sigma, sigmaNext, noise, step, element);
      return;
    }
    super.antiPgdStoredRange(w, g, xi, from, head, eta, sigma, sigmaNext, noise, step, element);
    long tile = (element + head) / noise.law().tile();
    SimdGaussianStep.antiPgd(w, g, xi, from + head, chunks, eta, sigmaNext, noise, step, tile);
    int done = head + chunks * chunk;
    super.antiPgdStoredRange(
        w, g, xi, from + done, length - done, eta, sigma, sigmaNext, noise, step, element + done);
  }

  @Override
  protected void antiPgdRegeneratedRange(
      float[] w,
      float[] g,
      int from,
      int length,
      float eta,
      float sigma,
      float sigmaNext,
      NoiseStream noise,
      long step,
      long element) {
    int tile = noise.law().tile();
    int head = (int) Math.min(length, -element & (tile - 1));
    int tiles = (length - head) / tile;
    if (noise.law() != Law.RADEMACHER || sigma != sigmaNext || step == 0 || tiles == 0) {
      super.antiPgdRegeneratedRange(
          w, g, from, length, eta, sigma, sigmaNext, noise, step, element);
      return;
    }
    super.antiPgdRegeneratedRange(w, g, from, head, eta, sigma, sigmaNext, noise, step, element);
    SimdRademacherStep.antiPgd(
        w, g, from + head, tiles, eta, sigmaNext, noise, step, (element + head) / tile);
    int done = head + tiles * tile;
    super.antiPgdRegeneratedRange(
        w, g, from + done, length - done, eta, sigma, sigmaNext, noise, step, element + done);
  }

  private static FloatVector load(float[] array, int i) {
    return FloatVector.fromArray(FLOATS, array, i);
  }
}
