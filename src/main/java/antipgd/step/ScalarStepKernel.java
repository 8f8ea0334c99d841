package antipgd.step;

import antipgd.noise.Gaussian;
import antipgd.noise.NoiseStream;
import antipgd.noise.Rademacher;

/**
 * The contract in plain Java: the reference for every other kernel, and what runs where the Vector
 * API does not. HotSpot's C2 vectorises loops whose arrays share one index by itself, so supplied
 * noise of constant scale, the common case, has loops of that form.
 */
public final class ScalarStepKernel extends StepKernel {

  private static final ThreadLocal<int[]> WORDS = ThreadLocal.withInitial(() -> new int[4]);

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
      float[] w, float[] g, int from, float[] xi, int xiFrom, int length, float eta, float sigma) {
    if (xiFrom == from) {
      pgdRange(w, g, xi, from, from + length, eta, sigma);
      return;
    }
    for (int i = 0; i < length; i++) {
      w[from + i] = Math.fma(sigma, xi[xiFrom + i], Math.fma(-eta, g[from + i], w[from + i]));
    }
  }

  private static void pgdRange(
      float[] w, float[] g, float[] xi, int from, int end, float eta, float sigma) {
    for (int i = from; i < end; i++) {
      w[i] = Math.fma(sigma, xi[i], Math.fma(-eta, g[i], w[i]));
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
      antiPgdRange(w, g, xi, xiNext, from, from + length, eta, sigma);
      return;
    }
    for (int i = 0; i < length; i++) {
      float next = xiNext[nextFrom + i];
      float last = xi[xiFrom + i];
      w[from + i] = Math.fma(sigma, next - last, Math.fma(-eta, g[from + i], w[from + i]));
      xi[xiFrom + i] = next;
    }
  }

  private static void antiPgdRange(
      float[] w, float[] g, float[] xi, float[] xiNext, int from, int end, float eta, float sigma) {
    for (int i = from; i < end; i++) {
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
    for (int i = 0; i < length; i++) {
      float next = xiNext[nextFrom + i];
      float last = xi[xiFrom + i];
      float b = Math.fma(change, last, Math.fma(-eta, g[from + i], w[from + i]));
      w[from + i] = Math.fma(sigmaNext, next - last, b);
      xi[xiFrom + i] = next;
    }
  }

  @Override
  protected void noiseTiles(NoiseStream noise, long step, long tile, int count, float[] out) {
    int[] words = WORDS.get();
    int size = noise.law().tile();
    for (int t = 0; t < count; t++) {
      for (int lane = 0; lane < NoiseStream.TILE_BLOCKS; lane++) {
        noise.words(step, (tile + t) * NoiseStream.TILE_BLOCKS + lane, words);
        int at = t * size + lane;
        switch (noise.law()) {
          case GAUSSIAN -> gaussian(words, out, at);
          case RADEMACHER -> rademacher(words, out, at);
        }
      }
    }
  }

  private static void gaussian(int[] words, float[] out, int at) {
    for (int q = 0; q < 4; q += 2) {
      float radius = Gaussian.radius(words[q]);
      out[at + 16 * q] = Gaussian.cosine(radius, words[q + 1]);
      out[at + 16 * q + 16] = Gaussian.sine(radius, words[q + 1]);
    }
  }

  private static void rademacher(int[] words, float[] out, int at) {
    for (int bit = 0; bit < 32; bit++) {
      for (int q = 0; q < 4; q++) {
        out[at + 64 * bit + 16 * q] = Rademacher.sign(words[q], bit);
      }
    }
  }
}
