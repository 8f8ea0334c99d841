// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.trial;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.noise.StreamId;
import antipgd.step.StepKernel;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a claim gets for its experiments, and where it leaves its verdicts. */
public final class Trial {

  private final String claim;
  private final Kernels kernels;
  private final long seed;
  private final double scale;
  private final Predicate<Check> wanted;
  private final List<Verdict> verdicts = new ArrayList<>();

  /**
   * A trial of all checks, without verdicts.
   *
   * @param claim name of the claim
   * @param kernels the kernels on trial
   * @param seed seed of all noise
   * @param scale factor on sample sizes, above 0
   */
  public Trial(String claim, Kernels kernels, long seed, double scale) {
    this(claim, kernels, seed, scale, check -> true);
  }

  /**
   * A trial of some checks, without verdicts.
   *
   * @param claim name of the claim
   * @param kernels the kernels on trial
   * @param seed seed of all noise
   * @param scale factor on sample sizes, above 0
   * @param wanted tells which checks are to be judged
   */
  public Trial(String claim, Kernels kernels, long seed, double scale, Predicate<Check> wanted) {
    this.claim = claim;
    this.kernels = kernels;
    this.seed = seed;
    this.scale = scale;
    this.wanted = wanted;
  }

  /**
   * The kernel on trial: every step and all noise come from it.
   *
   * @return the chosen one of {@link #kernels}
   */
  public StepKernel kernel() {
    return kernels.chosen();
  }

  /**
   * All kernels on trial, for a claim that tries each of them.
   *
   * @return the kernels
   */
  public Kernels kernels() {
    return kernels;
  }

  /**
   * Noise of its own for an experiment: the stream named {@code claim/label}, whatever else runs.
   *
   * @param label names the experiment in its claim
   * @param law the law of the noise
   * @return the stream
   */
  public NoiseStream noise(String label, Law law) {
    return noise(label, law, Generator.THREEFRY_20);
  }

  /**
   * The same of a generator.
   *
   * @param label names the experiment in its claim
   * @param law the law of the noise
   * @param generator what makes its words
   * @return the stream
   */
  public NoiseStream noise(String label, Law law, Generator generator) {
    return new NoiseStream(seed, StreamId.of(claim + "/" + label), law, generator);
  }

  /**
   * Whether a check is to be judged. A claim may leave out what no such check needs, but not change
   * it: a verdict is the same whatever else is wanted.
   *
   * @param check the check
   * @return true if its verdict is wanted
   */
  public boolean wants(Check check) {
    return wanted.test(check);
  }

  /**
   * Whether an experiment is needed that serves several checks.
   *
   * @param checks the checks
   * @return true if the verdict of any is wanted
   */
  public boolean wantsAnyOf(List<? extends Check> checks) {
    return checks.stream().anyMatch(wanted);
  }

  /**
   * Sample size of a check at this trial's scale.
   *
   * @param check the check
   * @return number of independent samples
   */
  public int samples(Check check) {
    return check.samples(scale);
  }

  /**
   * Sample size of an experiment that serves several checks.
   *
   * @param checks the checks
   * @return the largest of their sample sizes
   */
  public int largestSample(List<? extends Check> checks) {
    return checks.stream().mapToInt(this::samples).max().orElseThrow();
  }

  /**
   * Takes a verdict.
   *
   * @param verdict the verdict
   */
  public void report(Verdict verdict) {
    verdicts.add(verdict);
  }

  /**
   * What was reported so far.
   *
   * @return the verdicts, in the order of the reports
   */
  public List<Verdict> verdicts() {
    return List.copyOf(verdicts);
  }
}
