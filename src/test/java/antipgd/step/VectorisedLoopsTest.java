// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static antipgd.step.MachineCode.Operation.ADD;
import static antipgd.step.MachineCode.Operation.CONVERT;
import static antipgd.step.MachineCode.Operation.FMA;
import static antipgd.step.MachineCode.Operation.MULTIPLY;
import static antipgd.step.MachineCode.Operation.SQUARE_ROOT;
import static antipgd.step.MachineCode.Operation.SUBTRACT;
import static antipgd.step.MachineCode.Operation.SUBTRACT_FLOATS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.MachineCode.Operation;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * C2 makes vectors of each loop of the blocked kernel: their instructions stand in its machine
 * code, which a VM of its own prints. Prints a table of what it found.
 */
@Execution(ExecutionMode.CONCURRENT)
@EnabledOnOs(architectures = {"amd64", "x86_64"})
class VectorisedLoopsTest {

  /** C2 makes vectors of conversions, and other loops are used: as in BlockedRademacherStep. */
  private static final boolean CONVERTS = Runtime.version().feature() >= 21;

  /** As many may be there by chance. */
  private static final int BY_CHANCE = 1;

  /** A loop, an operation of it, and how often it stands there; 0 if it need not be vectors. */
  private record Loop(String method, Operation operation, int times) {

    /** A loop of a single operation is unrolled, so more than one can be wanted. */
    int least() {
      return times == 0 ? 0 : Math.max(BY_CHANCE + 1, times);
    }
  }

  private static final List<Loop> EVERYWHERE =
      List.of(
          new Loop("BlockedThreefry::first", ADD, 12),
          new Loop("BlockedThreefry::odd", ADD, 12),
          new Loop("BlockedThreefry::even", ADD, 12),
          new Loop("BlockedThreefry::last", ADD, 2),
          new Loop("BlockedWords::streams", ADD, 12),
          new Loop("BlockedGaussian::split", SUBTRACT, 1),
          new Loop("BlockedGaussian::radius", FMA, 10),
          new Loop("BlockedGaussian::radius", SQUARE_ROOT, 1),
          new Loop("BlockedGaussian::cosine", FMA, 4),
          new Loop("BlockedGaussian::sine", FMA, 4),
          new Loop("BlockedRademacher::signBits", MULTIPLY, 1),
          new Loop("BlockedLoops::difference", SUBTRACT_FLOATS, 1),
          new Loop("BlockedLoops::gd", FMA, 1),
          new Loop("BlockedLoops::pgd", FMA, 2),
          new Loop("BlockedLoops::oneScale", FMA, 2),
          new Loop("BlockedLoops::twoScales", FMA, 3));

  private static final List<Loop> WITH_CONVERSIONS =
      List.of(
          new Loop("BlockedGaussian::convert", CONVERT, 1),
          new Loop("BlockedRademacherStep::addIntegers", FMA, 1),
          new Loop("BlockedRademacherStep::addIntegers", CONVERT, 1),
          new Loop("BlockedRademacherStep::addIntegers", MULTIPLY, 1));

  private static final List<Loop> WITHOUT_CONVERSIONS =
      List.of(
          new Loop("BlockedGaussian::convert", CONVERT, 0),
          new Loop("RademacherDifferences::differenceBits", MULTIPLY, 1),
          new Loop("BlockedRademacherStep::addFloats", FMA, 1));

  @Test
  void everyLoopIsVectors() throws Exception {
    assumeTrue(
        vmOption("UseAVX") >= 2 && vmOption("MaxVectorSize") >= 32,
        "needs vectors of 256 bits or more, of floats and of integers");
    Map<String, MachineCode> vectors = machineCode("-XX:+UseSuperWord");
    Map<String, MachineCode> scalars = machineCode("-XX:-UseSuperWord");
    List<Loop> loops =
        Stream.of(EVERYWHERE, CONVERTS ? WITH_CONVERSIONS : WITHOUT_CONVERSIONS)
            .flatMap(List::stream)
            .toList();
    List<String> methods = loops.stream().map(Loop::method).toList();
    assertThat(vectors.keySet()).as("compiled").containsAll(methods);
    assertThat(scalars.keySet()).as("compiled, vectorisation turned off").containsAll(methods);

    List<Loop> fallen = new ArrayList<>();
    System.out.printf(
        "JDK %s%n%-38s%-12s%5s%6s%11s%23s%n",
        Runtime.version(),
        "loop",
        "instruction",
        "bits",
        "found",
        "at least",
        "found if turned off");
    for (Loop loop : loops) {
      MachineCode code = vectors.get(loop.method);
      int found = code.vectorInstructions(loop.operation);
      int control = scalars.get(loop.method).vectorInstructions(loop.operation);
      System.out.printf(
          "%-38s%-12s%5d%6d%11d%23d%n",
          loop.method,
          loop.operation.mnemonic(),
          code.bits(loop.operation),
          found,
          loop.least(),
          control);
      if (found < loop.least()) {
        fallen.add(loop);
      }
      // Else what was counted was not what C2's vectoriser made.
      assertThat(control).as("%s, vectorisation turned off", loop).isLessThanOrEqualTo(BY_CHANCE);
    }
    assertThat(fallen).as("loops that are not vectors; see the table").isEmpty();
  }

  private static int vmOption(String name) {
    return Integer.parseInt(
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption(name)
            .getValue());
  }

  /** Of each method by itself, whose only compiler is C2. */
  private static Map<String, MachineCode> machineCode(String option) throws Exception {
    ChildVm vm =
        ChildVm.run(
            List.of(
                option,
                "-XX:-TieredCompilation",
                "-Xbatch",
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=dontinline,*Blocked*::*",
                "-XX:CompileCommand=dontinline,*RademacherDifferences::d*",
                "-XX:CompileCommand=print,*Blocked*::*",
                "-XX:CompileCommand=print,*RademacherDifferences::d*"),
            WarmUp.class);
    assertThat(vm.exit()).as(vm.err()).isZero();
    assumeTrue(!vm.out().contains("[Disassembly]"), "hsdis prints instructions and not bytes");
    return MachineCode.ofMethods(vm.out());
  }

  /** Calls each loop until it is compiled from its first element on. */
  static final class WarmUp {

    private static final int ROUNDS = 60;
    private static final int LENGTH = 1 << 16;
    private static final int PARTS = 16;

    public static void main(String[] args) {
      StepKernel kernel = StepKernels.blocked();
      NoiseStream gaussian = new NoiseStream(1, 2, Law.GAUSSIAN, Generator.SHORT_STREAMS);
      NoiseStream rademacher = new NoiseStream(1, 2, Law.RADEMACHER);
      float[] w = new float[LENGTH];
      float[] g = new float[LENGTH];
      float[] xiLast = new float[LENGTH];
      float[] xiNew = new float[LENGTH];
      Slice all = Slice.of(w, g);
      for (int n = 1; n <= ROUNDS; n++) {
        kernel.fill(xiNew, new NoiseStream(1, 2, Law.GAUSSIAN), n);
        kernel.fill(xiNew, rademacher, n);
        kernel.antiPgd(all, Noise.stored(gaussian, xiLast), n, 0.1f, 0.2f);
        kernel.antiPgd(all, Noise.regenerated(rademacher), n, 0.1f, 0.2f);
        Noise supplied = Noise.supplied(xiLast, xiNew);
        for (int part = 0; part < PARTS; part++) {
          Slice at = Slice.of(w, g, part * (LENGTH / PARTS), LENGTH / PARTS, 0);
          kernel.gd(at, 0.1f);
          kernel.pgd(at, Noise.supplied(xiNew), n, 0.1f, 0.2f);
          kernel.antiPgd(at, supplied, n, 0.1f, 0.2f);
          kernel.antiPgd(at, supplied, n, 0.1f, 0.2f, 0.3f);
        }
      }
    }
  }
}
