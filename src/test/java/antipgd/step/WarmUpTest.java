// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  private static final NoiseStream STREAM = new NoiseStream(7, 1, Law.GAUSSIAN);
  private static final Duration MOST = Duration.ofSeconds(20);

  private final StepKernel kernel = StepKernels.blocked();

  /** In a VM whose interpreter is all there is, so that it ends as soon as it may. */
  @Test
  void takesTheTimeThatItSaysAndEnds() throws Exception {
    ChildVm vm = ChildVm.run(List.of("-Xint"), OfEveryKind.class);
    assertThat(vm.exit()).as(vm.err()).isZero();
    assertThat(vm.out()).isEqualTo("done" + System.lineSeparator());
  }

  @Test
  void leavesNextToNothingToTheCompilers() throws Exception {
    ChildVm vm = ChildVm.run(List.of(VectorModule.OPTION), ThenSteps.class);
    assertThat(vm.exit()).as(vm.err()).isZero();
    List<Long> millis = vm.out().lines().map(Long::valueOf).toList();
    assertThat(millis).hasSize(2);
    assertThat(millis.get(1)).as("ms of compilers: %s", millis).isLessThan(millis.get(0) / 3);
  }

  @Test
  void refusesWhatAStepRefuses() {
    Noise xi = Noise.regenerated(STREAM);
    assertThatThrownBy(() -> kernel.warmUp(null, xi))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("rule = null");
    assertThatThrownBy(() -> kernel.warmUp(Rule.PGD, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("xi = null");
    assertThatThrownBy(() -> kernel.warmUp(Rule.ANTI_PGD, Noise.supplied(new float[1])))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("xiLast");
  }

  /** Warms kernels with noise of all kinds; nothing that is the caller's changes. */
  static final class OfEveryKind {

    public static void main(String[] args) {
      StepKernel split = new ParallelStepKernel(StepKernels.scalar());
      warm(StepKernels.blocked(), Rule.ANTI_PGD, Noise.stored(STREAM, new float[3]), 0);
      warm(split, Rule.ANTI_PGD, Noise.supplied(new float[] {1, 2}, new float[] {3, 4}), 3);
      warm(StepKernels.blocked(), Rule.PGD, Noise.supplied(new float[] {3, 4}), 3);
      System.out.println("done");
    }

    private static void warm(StepKernel kernel, Rule rule, Noise xi, float first) {
      long start = System.nanoTime();
      Duration said = kernel.warmUp(rule, xi);
      Duration clock = Duration.ofNanos(System.nanoTime() - start);
      require(said.compareTo(clock) <= 0, said + " is more than the clock's " + clock);
      require(clock.minus(said).toMillis() < 500, said + " is less than the clock's " + clock);
      require(said.compareTo(MOST.plusSeconds(5)) < 0, "took " + said);
      if (xi instanceof Noise.Supplied supplied) {
        float[] last = supplied.xiLast();
        require(supplied.xiNew()[0] == first, "new noise was written");
        require(last == null || (last[0] == 1 && last[1] == 2), "last noise was written");
      } else {
        require(((Noise.Stored) xi).xi()[0] == first, "stored noise was written");
      }
    }

    private static void require(boolean holds, String what) {
      if (!holds) {
        throw new AssertionError(what);
      }
    }
  }

  /** Prints what compilers took for warming up SIMD, and for steps afterwards. */
  static final class ThenSteps {

    public static void main(String[] args) {
      StepKernel kernel = StepKernels.simd();
      float[] w = new float[1 << 12];
      Slice at = Slice.of(w, new float[w.length]);
      Noise xi = Noise.stored(STREAM, new float[w.length]);
      long before = Vm.compilerMillis();
      kernel.warmUp(Rule.ANTI_PGD, xi);
      long warm = Vm.compilerMillis();
      for (long n = 0; n < 20_000; n++) {
        kernel.antiPgd(at, xi, n, 0.1f, 0.1f);
      }
      System.out.println(warm - before);
      System.out.println(Vm.compilerMillis() - warm);
    }
  }
}
