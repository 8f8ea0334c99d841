package antipgd.step;

import java.util.List;

/**
 * The methods of {@link StepKernel} with supplied noise, and their formulas as the contract states
 * them, written a second time so that no kernel is its own judge.
 */
enum Rule implements KernelMethod {
  GD(List.of("w", "g"), List.of()) {
    @Override
    public void call(StepKernel kernel, float[][] arrays, int from, int length, Scalars s) {
      kernel.gd(arrays[0], arrays[1], from, length, s.eta);
    }

    @Override
    void formula(float[][] arrays, int i, Scalars s) {
      float[] w = arrays[0];
      float[] g = arrays[1];
      w[i] = Math.fma(-s.eta, g[i], w[i]);
    }
  },

  PGD(List.of("w", "g", "xi"), List.of("sigma")) {
    @Override
    public void call(StepKernel kernel, float[][] arrays, int from, int length, Scalars s) {
      kernel.pgd(arrays[0], arrays[1], arrays[2], from, length, s.eta, s.sigma);
    }

    @Override
    void formula(float[][] arrays, int i, Scalars s) {
      float[] w = arrays[0];
      float[] g = arrays[1];
      float[] xi = arrays[2];
      w[i] = Math.fma(s.sigma, xi[i], Math.fma(-s.eta, g[i], w[i]));
    }
  },

  ANTI_PGD(List.of("w", "g", "xi", "xiNext"), List.of("sigma")) {
    @Override
    public void call(StepKernel kernel, float[][] arrays, int from, int length, Scalars s) {
      kernel.antiPgd(arrays[0], arrays[1], arrays[2], arrays[3], from, length, s.eta, s.sigma);
    }

    @Override
    void formula(float[][] arrays, int i, Scalars s) {
      float[] w = arrays[0];
      float[] g = arrays[1];
      float[] xi = arrays[2];
      float[] xiNext = arrays[3];
      w[i] = Math.fma(s.sigma, xiNext[i] - xi[i], Math.fma(-s.eta, g[i], w[i]));
      xi[i] = xiNext[i];
    }
  },

  ANTI_PGD_CHANGING_SIGMA(List.of("w", "g", "xi", "xiNext"), List.of("sigma", "sigmaNext")) {
    @Override
    public void call(StepKernel kernel, float[][] arrays, int from, int length, Scalars s) {
      kernel.antiPgd(
          arrays[0], arrays[1], arrays[2], arrays[3], from, length, s.eta, s.sigma, s.sigmaNext);
    }

    @Override
    void formula(float[][] arrays, int i, Scalars s) {
      float[] w = arrays[0];
      float[] g = arrays[1];
      float[] xi = arrays[2];
      float[] xiNext = arrays[3];
      float b = Math.fma(-s.eta, g[i], w[i]);
      if (s.sigmaNext != s.sigma) {
        b = Math.fma(s.sigmaNext - s.sigma, xi[i], b);
      }
      w[i] = Math.fma(s.sigmaNext, xiNext[i] - xi[i], b);
      xi[i] = xiNext[i];
    }
  };

  private final List<String> arrays;
  private final List<String> sigmas;

  Rule(List<String> arrays, List<String> sigmas) {
    this.arrays = arrays;
    this.sigmas = sigmas;
  }

  @Override
  public List<String> arrays() {
    return arrays;
  }

  @Override
  public List<String> sigmas() {
    return sigmas;
  }

  /** What the contract says of element {@code i}. */
  abstract void formula(float[][] arrays, int i, Scalars s);

  /** The arrays as the contract wants them after a call on these, which stay as they are. */
  final float[][] expected(float[][] before, int from, int length, Scalars s) {
    float[][] after = copy(before);
    for (int i = from; i < from + length; i++) {
      formula(after, i, s);
    }
    return after;
  }

  static float[][] copy(float[][] arrays) {
    float[][] copy = new float[arrays.length][];
    for (int a = 0; a < arrays.length; a++) {
      copy[a] = arrays[a] == null ? null : arrays[a].clone();
    }
    return copy;
  }

  /** The scalar arguments; each method takes those that it knows. */
  record Scalars(float eta, float sigma, float sigmaNext) {}
}
