// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import java.util.List;

/**
 * The methods of {@link StepKernel} with supplied noise, and their formulas as the contract states
 * them, written a second time so that no kernel is its own judge.
 */
enum SuppliedStep implements KernelMethod {
  GD(List.of("w", "g"), List.of()) {
    @Override
    Runnable call(StepKernel kernel, Slice at, float[][] arrays, Scalars s) {
      return () -> kernel.gd(at, s.eta());
    }

    @Override
    void formula(float[][] arrays, int i, Scalars s) {
      float[] w = arrays[0];
      float[] g = arrays[1];
      w[i] = Math.fma(-s.eta(), g[i], w[i]);
    }
  },

  PGD(List.of("w", "g", "xiNew"), List.of("sigma")) {
    @Override
    Runnable call(StepKernel kernel, Slice at, float[][] arrays, Scalars s) {
      Noise xi = Noise.supplied(arrays[2]);
      return () -> kernel.pgd(at, xi, 0, s.eta(), s.added());
    }

    @Override
    void formula(float[][] arrays, int i, Scalars s) {
      float[] w = arrays[0];
      float[] g = arrays[1];
      float[] xiNew = arrays[2];
      w[i] = Math.fma(s.added(), xiNew[i], Math.fma(-s.eta(), g[i], w[i]));
    }
  },

  ANTI_PGD(List.of("w", "g", "xiLast", "xiNew"), List.of("sigma")) {
    @Override
    Runnable call(StepKernel kernel, Slice at, float[][] arrays, Scalars s) {
      Noise xi = Noise.supplied(arrays[2], arrays[3]);
      return () -> kernel.antiPgd(at, xi, 0, s.eta(), s.added());
    }

    @Override
    void formula(float[][] arrays, int i, Scalars s) {
      float[] w = arrays[0];
      float[] g = arrays[1];
      float[] xiLast = arrays[2];
      float[] xiNew = arrays[3];
      w[i] = Math.fma(s.added(), xiNew[i] - xiLast[i], Math.fma(-s.eta(), g[i], w[i]));
      xiLast[i] = xiNew[i];
    }
  },

  ANTI_PGD_TWO_SCALES(List.of("w", "g", "xiLast", "xiNew"), List.of("takenBack", "added")) {
    @Override
    Runnable call(StepKernel kernel, Slice at, float[][] arrays, Scalars s) {
      Noise xi = Noise.supplied(arrays[2], arrays[3]);
      return () -> kernel.antiPgd(at, xi, 0, s.eta(), s.takenBack(), s.added());
    }

    @Override
    void formula(float[][] arrays, int i, Scalars s) {
      float[] w = arrays[0];
      float[] g = arrays[1];
      float[] xiLast = arrays[2];
      float[] xiNew = arrays[3];
      float b = Math.fma(-s.eta(), g[i], w[i]);
      if (s.added() != s.takenBack()) {
        b = Math.fma(s.added() - s.takenBack(), xiLast[i], b);
      }
      w[i] = Math.fma(s.added(), xiNew[i] - xiLast[i], b);
      xiLast[i] = xiNew[i];
    }
  };

  private final List<String> arrays;
  private final List<String> scales;

  SuppliedStep(List<String> arrays, List<String> scales) {
    this.arrays = arrays;
    this.scales = scales;
  }

  @Override
  public List<String> arrays() {
    return arrays;
  }

  @Override
  public List<String> scales() {
    return scales;
  }

  @Override
  public Runnable call(StepKernel kernel, float[][] arrays, int from, int length, Scalars s) {
    return call(kernel, Slice.of(arrays[0], arrays[1], from, length, 0), arrays, s);
  }

  abstract Runnable call(StepKernel kernel, Slice at, float[][] arrays, Scalars s);

  /** What the contract says of element {@code i}. */
  abstract void formula(float[][] arrays, int i, Scalars s);

  /** The arrays as the contract wants them after a call on these, which stay as they are. */
  final float[][] expected(float[][] before, int from, int length, Scalars s) {
    float[][] after = KernelMethod.copy(before);
    for (int i = from; i < from + length; i++) {
      formula(after, i, s);
    }
    return after;
  }
}
