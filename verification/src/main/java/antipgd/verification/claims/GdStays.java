// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.step.Rule;
import antipgd.training.Recipe;
import antipgd.verification.descent.Descent;
import antipgd.verification.landscape.WideningValley;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.ExactCheck;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.List;

/**
 * Gradient descent does not travel along the valley. On it the gradient is 0, so there is nothing
 * to test.
 *
 * <p>From beside the valley, {@code v' = (1 - eta |u|^2) v} and {@code u' = (1 - eta v^2) u}: v
 * shrinks by a factor each step, and u by no more than {@code exp(-eta sum v^2)}. The bound on
 * rounding: two operations of {@code 2^-24} each, in each of the steps until v has gone.
 */
public final class GdStays implements Claim {

  private static final int D = 32;
  private static final double NORM2 = 32;
  private static final double ETA = 0.01;
  private static final int STEPS = 1000;

  private final ExactCheck beside =
      new ExactCheck(
          "beside", "max |w_n - its recursion in double| from v = 1/2", STEPS * 2 * 0x1p-24, STEPS);

  /** Creates the claim. */
  public GdStays() {}

  @Override
  public String name() {
    return "gd-stays";
  }

  @Override
  public String place() {
    return "section 3.1";
  }

  @Override
  public String statement() {
    return "From beside the valley GD falls to v = 0, along its recursion, and stops there.";
  }

  @Override
  public List<Check> checks() {
    return List.of(beside);
  }

  @Override
  public void test(Trial trial) {
    WideningValley valley = new WideningValley(D);
    float[] minimum = valley.minimum(NORM2);
    Recipe recipe = Recipe.constant(Rule.GD, ETA, 0, trial.noise("unused", Law.GAUSSIAN));
    float[] start = minimum.clone();
    start[D] = 0.5f;
    Descent off = Descent.of(trial.kernel(), valley, recipe, start);
    double u = start[0];
    double v = start[D];
    double eta = (float) ETA;
    double error = 0;
    for (int n = 0; n < STEPS; n++) {
      off.step();
      double nextU = (1 - eta * v * v) * u;
      v = (1 - eta * D * u * u) * v;
      u = nextU;
      error = Math.max(error, Math.abs(off.w()[D] - v));
      for (int j = 0; j < D; j++) {
        error = Math.max(error, Math.abs(off.w()[j] - u));
      }
    }
    trial.report(beside.judge(error, STEPS));
  }
}
