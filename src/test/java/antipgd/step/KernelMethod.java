package antipgd.step;

import antipgd.step.Rule.Scalars;
import java.util.List;

/** A method of {@link StepKernel}. */
interface KernelMethod {

  /** Names of the arrays, in the order of the method's arguments. */
  List<String> arrays();

  /** Names of the noise scales, in the order of the method's arguments. */
  List<String> sigmas();

  /** Calls the kernel's method, which takes those of the scalars that it knows. */
  void call(StepKernel kernel, float[][] arrays, int from, int length, Scalars s);
}
