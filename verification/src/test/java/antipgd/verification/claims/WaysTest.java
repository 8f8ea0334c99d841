// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.simd.SimdLoops;
import antipgd.step.Loops;
import antipgd.step.Noise;
import antipgd.step.Rule;
import antipgd.step.Slice;
import antipgd.step.Span;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.verification.claims.Way.Driver;
import antipgd.verification.claims.Way.Held;
import antipgd.verification.claims.Way.Implementation;
import antipgd.verification.claims.Way.Range;
import antipgd.verification.claims.Way.Scale;
import antipgd.verification.landscape.WideningValley;
import antipgd.verification.trial.Kernels;
import antipgd.verification.trial.Trial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The ways of {@link EveryKernel} cover what they are said to, and step what they seem to. */
class WaysTest {

  /** Elements from which on {@code SimdGaussianStep} takes arrays to come from memory. */
  private static final int FAR = 1 << 17;

  @Test
  void anyTwoLevelsStandTogether() {
    Set<List<Object>> possible = new HashSet<>();
    for (Way way : all()) {
      if (way.isPossible()) {
        possible.addAll(pairs(way));
      }
    }
    Set<List<Object>> covered = new HashSet<>();
    EveryKernel.WAYS.forEach(way -> covered.addAll(pairs(way)));
    // All pairs of levels but supplied noise with an optimizer.
    assertThat(possible).hasSize(3 * (3 * 3) - 1 + 4 * 3 * (3 * 2) + 6 * (2 * 2));
    assertThat(covered).isEqualTo(possible);
    assertThat(EveryKernel.WAYS).allMatch(Way::isPossible);
  }

  private static List<Way> all() {
    List<Way> all = new ArrayList<>();
    for (Implementation kernel : Implementation.values()) {
      for (Held held : Held.values()) {
        for (Law law : Law.values()) {
          for (Generator generator : Generator.values()) {
            for (Driver driver : Driver.values()) {
              for (Scale scale : Scale.values()) {
                for (Range range : Range.values()) {
                  all.add(new Way(kernel, held, law, generator, driver, scale, range));
                }
              }
            }
          }
        }
      }
    }
    return all;
  }

  private static Set<List<Object>> pairs(Way way) {
    List<Object> levels =
        List.of(
            way.kernel(),
            way.held(),
            way.law(),
            way.generator(),
            way.driver(),
            way.scale(),
            way.range());
    Set<List<Object>> pairs = new HashSet<>();
    for (int i = 0; i < levels.size(); i++) {
      for (int j = i + 1; j < levels.size(); j++) {
        pairs.add(List.of(levels.get(i), levels.get(j)));
      }
    }
    return pairs;
  }

  /** Both fused loops of SIMD, each at one scale and at two, and the Gaussian one near and far. */
  @Test
  void everyFusedLoopIsTaken() {
    Recorder simd = new Recorder(SimdLoops.forThisVm(false));
    StepKernel chosen = StepKernel.of(simd);
    Kernels kernels = new Kernels(StepKernels.scalar(), StepKernels.blocked(), chosen);
    for (Way way : EveryKernel.WAYS) {
      threeSteps(new Trial("ways", kernels, 1, 1), way);
    }
    assertThat(simd.taken)
        .contains(
            "stored GAUSSIAN, one scale, near",
            "stored GAUSSIAN, one scale, far",
            "stored GAUSSIAN, two scales, near",
            "regenerated RADEMACHER, one scale, near",
            "regenerated RADEMACHER, two scales, near");
  }

  /** Of the blocked kernel it is regenerated Rademacher noise at one scale. */
  @Test
  void theFusedLoopOfTheBlockedKernelIsTaken() {
    assertThat(EveryKernel.WAYS)
        .anyMatch(
            way ->
                way.kernel() == Implementation.BLOCKED
                    && way.held() == Held.REGENERATED
                    && way.law() == Law.RADEMACHER
                    && way.scale() == Scale.CONSTANT);
  }

  /** So a way's levels do not show in where its chains go: only its stream does. */
  @Test
  void waysOfOneStreamGoOneWay() {
    Kernels kernels =
        new Kernels(StepKernels.scalar(), StepKernels.blocked(), StepKernels.chosen());
    for (Way way : EveryKernel.WAYS) {
      if (way.driver() != Driver.OPTIMIZER) {
        Way plain =
            new Way(
                Implementation.SCALAR,
                Held.STORED,
                way.law(),
                way.generator(),
                Driver.ONE_THREAD,
                way.scale(),
                way.range());
        Chains expected = threeSteps(new Trial("ways", kernels, 1, 1), plain);
        Chains actual = threeSteps(new Trial("ways", kernels, 1, 1), way);
        assertThat(actual.weights).as("%s", way).isDeepEqualTo(expected.weights);
        assertThat(actual.clean).as("%s", way).isDeepEqualTo(expected.clean);
      }
    }
  }

  private static Chains threeSteps(Trial trial, Way way) {
    WideningValley valley = new WideningValley(2);
    Schedule sigma = n -> way.scale() == Scale.CONSTANT || n % 2 == 0 ? 0.25f : 0.5f;
    Recipe recipe =
        new Recipe(Rule.ANTI_PGD, Schedule.constant(0.5), sigma, trial.noise("any", way.law()));
    Chains chains = way.chains(trial, "steps", valley, valley.minimum(1), recipe);
    for (int n = 0; n < 3; n++) {
      chains.step();
    }
    chains.clean();
    return chains;
  }

  /** Loops that keep in mind which of them were fused. */
  private record Recorder(Loops loops, Set<String> taken) implements Loops {

    Recorder(Loops loops) {
      this(loops, ConcurrentHashMap.newKeySet());
    }

    @Override
    public String name() {
      return loops.name();
    }

    @Override
    public void gd(Slice at, float eta) {
      loops.gd(at, eta);
    }

    @Override
    public void pgd(Slice at, Span span, float[] xiNew, float eta, float sigma) {
      loops.pgd(at, span, xiNew, eta, sigma);
    }

    @Override
    public void antiPgd(
        Slice at, Span span, float[] xiLast, float[] xiNew, float eta, float back, float added) {
      loops.antiPgd(at, span, xiLast, xiNew, eta, back, added);
    }

    @Override
    public void tiles(NoiseStream stream, long n, long tile, int count, float[] out, int from) {
      loops.tiles(stream, n, tile, count, out, from);
    }

    @Override
    public int block(Law law, Generator generator) {
      return loops.block(law, generator);
    }

    @Override
    public int fusedChunk(Noise xi, long n, boolean twoScales) {
      return loops.fusedChunk(xi, n, twoScales);
    }

    @Override
    public void fusedAntiPgd(
        Slice at, Span span, Noise xi, long n, float eta, float back, float added) {
      String noise =
          xi instanceof Noise.Stored stored
              ? "stored " + stored.stream().law()
              : "regenerated " + ((Noise.Regenerated) xi).stream().law();
      String scales = back == added ? ", one scale, " : ", two scales, ";
      taken.add(noise + scales + (span.length() < FAR ? "near" : "far"));
      loops.fusedAntiPgd(at, span, xi, n, eta, back, added);
    }
  }
}
