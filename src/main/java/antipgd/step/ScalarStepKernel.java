package antipgd.step;

/**
 * The contract in plain Java: the reference for every other kernel, and what runs where the Vector
 * API does not. HotSpot's C2 vectorises these loops by itself.
 */
public final class ScalarStepKernel extends StepKernel {

  /** Creates the kernel; it holds no state. */
  public ScalarStepKernel() {}

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  protected void gdRange(float[] w, float[] g, int from, int length, float eta) {
    for (int i = from, end = from + length; i < end; i++) {
      w[i] = Math.fma(-eta, g[i], w[i]);
    }
  }

  @Override
  protected void pgdRange(
      float[] w, float[] g, float[] xi, int from, int length, float eta, float sigma) {
    for (int i = from, end = from + length; i < end; i++) {
      w[i] = Math.fma(sigma, xi[i], Math.fma(-eta, g[i], w[i]));
    }
  }

  @Override
  protected void antiPgdRange(
      float[] w, float[] g, float[] xi, float[] xiNext, int from, int length, float eta,
      float sigma) {
    for (int i = from, end = from + length; i < end; i++) {
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
    for (int i = from, end = from + length; i < end; i++) {
      float next = xiNext[i];
      float last = xi[i];
      float b = Math.fma(change, last, Math.fma(-eta, g[i], w[i]));
      w[i] = Math.fma(sigmaNext, next - last, b);
      xi[i] = next;
    }
  }
}
