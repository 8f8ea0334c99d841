package antipgd.step;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule.Scalars;
import java.util.List;

/**
 * The methods of {@link StepKernel} that make noise, and what the contract says of each: the
 * formula of a {@link Rule} with noise that {@link NoiseStream#at} gives, value by value.
 */
enum GeneratingRule implements KernelMethod {
  FILL(List.of("xi"), List.of()) {
    @Override
    void call(StepKernel kernel, float[][] arrays, int from, int length, Scalars s, Place at) {
      kernel.fill(arrays[0], from, length, at.noise, at.step, at.element);
    }

    @Override
    void formula(float[][] arrays, float[] xi, float[] xiNext, int i, Scalars s) {
      arrays[0][i] = xiNext[i];
    }
  },

  PGD_STORED(List.of("w", "g", "xi"), List.of("sigma")) {
    @Override
    void call(StepKernel kernel, float[][] arrays, int from, int length, Scalars s, Place at) {
      kernel.pgdStored(
          arrays[0],
          arrays[1],
          arrays[2],
          from,
          length,
          s.eta(),
          s.sigma(),
          at.noise,
          at.step,
          at.element);
    }

    @Override
    void formula(float[][] arrays, float[] xi, float[] xiNext, int i, Scalars s) {
      arrays[2][i] = xiNext[i];
      Rule.PGD.formula(arrays, i, s);
    }
  },

  PGD_REGENERATED(List.of("w", "g"), List.of("sigma")) {
    @Override
    void call(StepKernel kernel, float[][] arrays, int from, int length, Scalars s, Place at) {
      kernel.pgdRegenerated(
          arrays[0], arrays[1], from, length, s.eta(), s.sigma(), at.noise, at.step, at.element);
    }

    @Override
    void formula(float[][] arrays, float[] xi, float[] xiNext, int i, Scalars s) {
      Rule.PGD.formula(new float[][] {arrays[0], arrays[1], xiNext}, i, s);
    }
  },

  ANTI_PGD_STORED(List.of("w", "g", "xi"), List.of("sigma", "sigmaNext")) {
    @Override
    void call(StepKernel kernel, float[][] arrays, int from, int length, Scalars s, Place at) {
      kernel.antiPgdStored(
          arrays[0],
          arrays[1],
          arrays[2],
          from,
          length,
          s.eta(),
          s.sigma(),
          s.sigmaNext(),
          at.noise,
          at.step,
          at.element);
    }

    @Override
    void formula(float[][] arrays, float[] xi, float[] xiNext, int i, Scalars s) {
      float[][] supplied = {arrays[0], arrays[1], arrays[2], xiNext};
      Rule.ANTI_PGD_CHANGING_SIGMA.formula(supplied, i, s);
    }
  },

  ANTI_PGD_REGENERATED(List.of("w", "g"), List.of("sigma", "sigmaNext")) {
    @Override
    void call(StepKernel kernel, float[][] arrays, int from, int length, Scalars s, Place at) {
      kernel.antiPgdRegenerated(
          arrays[0],
          arrays[1],
          from,
          length,
          s.eta(),
          s.sigma(),
          s.sigmaNext(),
          at.noise,
          at.step,
          at.element);
    }

    @Override
    void formula(float[][] arrays, float[] xi, float[] xiNext, int i, Scalars s) {
      Rule.ANTI_PGD_CHANGING_SIGMA.formula(new float[][] {arrays[0], arrays[1], xi, xiNext}, i, s);
    }
  };

  private static final Place ANYWHERE =
      new Place(new NoiseStream(1, 2, Law.GAUSSIAN), 3, 1_000_003);

  private final List<String> arrays;
  private final List<String> sigmas;

  GeneratingRule(List<String> arrays, List<String> sigmas) {
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

  @Override
  public void call(StepKernel kernel, float[][] arrays, int from, int length, Scalars s) {
    call(kernel, arrays, from, length, s, ANYWHERE);
  }

  /** Calls the kernel's method. */
  abstract void call(
      StepKernel kernel, float[][] arrays, int from, int length, Scalars s, Place at);

  /** What the contract says of element {@code i}, given the noise of the last step and of this. */
  abstract void formula(float[][] arrays, float[] xi, float[] xiNext, int i, Scalars s);

  /** The arrays as the contract wants them after a call on these, which stay as they are. */
  final float[][] expected(float[][] before, int from, int length, Scalars s, Place at) {
    float[][] after = Rule.copy(before);
    float[] xi = new float[from + length];
    float[] xiNext = new float[from + length];
    for (int i = from; i < from + length; i++) {
      long element = at.element + (i - from);
      xi[i] = at.step == 0 ? 0 : at.noise.at(at.step - 1, element);
      xiNext[i] = at.noise.at(at.step, element);
      formula(after, xi, xiNext, i, s);
    }
    return after;
  }

  /** Where in the table of all noise a range lies: stream, step, and the range's first element. */
  record Place(NoiseStream noise, long step, long element) {

    /** The place of the range's part after the first elements. */
    Place skip(int elements) {
      return new Place(noise, step, element + elements);
    }
  }
}
