// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import java.util.List;

/**
 * The methods of {@link StepKernel} that make noise, and what the contract says of each: the
 * formula of a {@link SuppliedStep} with noise that {@link NoiseStream#at} gives, value by value.
 */
enum GeneratedStep implements KernelMethod {
  FILL(List.of("xi"), List.of()) {
    @Override
    Runnable call(
        StepKernel kernel, float[][] arrays, int from, int length, Scalars s, Address at) {
      return () -> kernel.fill(arrays[0], from, length, at.element, at.stream, at.n);
    }

    @Override
    void formula(float[][] arrays, float[] xiLast, float[] xiNew, int i, Scalars s) {
      arrays[0][i] = xiNew[i];
    }
  },

  PGD_STORED(List.of("w", "g", "xi"), List.of("sigma")) {
    @Override
    Runnable call(
        StepKernel kernel, float[][] arrays, int from, int length, Scalars s, Address at) {
      Slice slice = Slice.of(arrays[0], arrays[1], from, length, at.element);
      Noise xi = Noise.stored(at.stream, arrays[2]);
      return () -> kernel.pgd(slice, xi, at.n, s.eta(), s.added());
    }

    @Override
    void formula(float[][] arrays, float[] xiLast, float[] xiNew, int i, Scalars s) {
      arrays[2][i] = xiNew[i];
      SuppliedStep.PGD.formula(arrays, i, s);
    }
  },

  PGD_REGENERATED(List.of("w", "g"), List.of("sigma")) {
    @Override
    Runnable call(
        StepKernel kernel, float[][] arrays, int from, int length, Scalars s, Address at) {
      Slice slice = Slice.of(arrays[0], arrays[1], from, length, at.element);
      Noise xi = Noise.regenerated(at.stream);
      return () -> kernel.pgd(slice, xi, at.n, s.eta(), s.added());
    }

    @Override
    void formula(float[][] arrays, float[] xiLast, float[] xiNew, int i, Scalars s) {
      SuppliedStep.PGD.formula(new float[][] {arrays[0], arrays[1], xiNew}, i, s);
    }
  },

  ANTI_PGD_STORED(List.of("w", "g", "xi"), List.of("takenBack", "added")) {
    @Override
    Runnable call(
        StepKernel kernel, float[][] arrays, int from, int length, Scalars s, Address at) {
      Slice slice = Slice.of(arrays[0], arrays[1], from, length, at.element);
      Noise xi = Noise.stored(at.stream, arrays[2]);
      return () -> kernel.antiPgd(slice, xi, at.n, s.eta(), s.takenBack(), s.added());
    }

    @Override
    void formula(float[][] arrays, float[] xiLast, float[] xiNew, int i, Scalars s) {
      float[][] supplied = {arrays[0], arrays[1], arrays[2], xiNew};
      SuppliedStep.ANTI_PGD_TWO_SCALES.formula(supplied, i, s);
    }
  },

  ANTI_PGD_REGENERATED(List.of("w", "g"), List.of("takenBack", "added")) {
    @Override
    Runnable call(
        StepKernel kernel, float[][] arrays, int from, int length, Scalars s, Address at) {
      Slice slice = Slice.of(arrays[0], arrays[1], from, length, at.element);
      Noise xi = Noise.regenerated(at.stream);
      return () -> kernel.antiPgd(slice, xi, at.n, s.eta(), s.takenBack(), s.added());
    }

    @Override
    void formula(float[][] arrays, float[] xiLast, float[] xiNew, int i, Scalars s) {
      float[][] supplied = {arrays[0], arrays[1], xiLast, xiNew};
      SuppliedStep.ANTI_PGD_TWO_SCALES.formula(supplied, i, s);
    }
  };

  private static final Address ANYWHERE =
      new Address(new NoiseStream(1, 2, Law.GAUSSIAN), 3, 1_000_003);

  private final List<String> arrays;
  private final List<String> scales;

  GeneratedStep(List<String> arrays, List<String> scales) {
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
    return call(kernel, arrays, from, length, s, ANYWHERE);
  }

  /** As above, with noise of this address. */
  abstract Runnable call(
      StepKernel kernel, float[][] arrays, int from, int length, Scalars s, Address at);

  /** What the contract says of element {@code i}, given the noise of the last step and of this. */
  abstract void formula(float[][] arrays, float[] xiLast, float[] xiNew, int i, Scalars s);

  /** The arrays as the contract wants them after a call on these, which stay as they are. */
  final float[][] expected(float[][] before, int from, int length, Scalars s, Address at) {
    float[][] after = KernelMethod.copy(before);
    float[] xiLast = new float[from + length];
    float[] xiNew = new float[from + length];
    for (int i = from; i < from + length; i++) {
      long element = at.element + (i - from);
      xiLast[i] = at.n == 0 ? 0 : at.stream.at(at.n - 1, element);
      xiNew[i] = at.stream.at(at.n, element);
      formula(after, xiLast, xiNew, i, s);
    }
    return after;
  }

  /** Where in the table of all noise a range lies: stream, step, and the range's first element. */
  record Address(NoiseStream stream, long n, long element) {

    /** The address of the range's part after the first elements. */
    Address skip(int elements) {
      return new Address(stream, n, element + elements);
    }
  }
}
