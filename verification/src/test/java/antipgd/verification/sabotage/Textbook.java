package antipgd.verification.sabotage;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.StepKernel;

/**
 * An honest kernel in plain loops, with the noise of another: what saboteurs change one thing of.
 */
class Textbook extends StepKernel {

  /** Makes the noise that is changed. */
  protected final StepKernel noiseSource;

  Textbook(StepKernel noiseSource) {
    this.noiseSource = noiseSource;
  }

  @Override
  public String name() {
    return "textbook";
  }

  @Override
  protected void gdRange(float[] w, float[] g, int from, int length, float eta) {
    for (int i = from; i < from + length; i++) {
      w[i] = Math.fma(-eta, g[i], w[i]);
    }
  }

  @Override
  protected void pgdRange(
      float[] w, float[] g, int from, float[] xi, int xiFrom, int length, float eta, float sigma) {
    for (int i = 0; i < length; i++) {
      float b = Math.fma(-eta, g[from + i], w[from + i]);
      w[from + i] = Math.fma(sigma, xi[xiFrom + i], b);
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
    for (int i = 0; i < length; i++) {
      float next = xiNext[nextFrom + i];
      float b = Math.fma(-eta, g[from + i], w[from + i]);
      w[from + i] = Math.fma(sigma, next - xi[xiFrom + i], b);
      xi[xiFrom + i] = next;
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
    for (int i = 0; i < length; i++) {
      float next = xiNext[nextFrom + i];
      float last = xi[xiFrom + i];
      float b = Math.fma(sigmaNext - sigma, last, Math.fma(-eta, g[from + i], w[from + i]));
      w[from + i] = Math.fma(sigmaNext, next - last, b);
      xi[xiFrom + i] = next;
    }
  }

  @Override
  protected void noiseTiles(NoiseStream noise, long step, long tile, int count, float[] out) {
    int size = noise.law().tile();
    noiseSource.fill(out, 0, count * size, noise, step, tile * size);
    for (int i = 0; i < count * size; i += 64) {
      spoil(noise.law(), out, i);
    }
  }

  /** Changes 64 values of noise that begin a tile of the Gaussian law; honest here. */
  protected void spoil(Law law, float[] xi, int from) {}
}
