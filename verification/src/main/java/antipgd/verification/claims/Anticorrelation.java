// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.verification.statistics.Check;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive perturbations {@code p_n = sigma (xi_{n+1} - xi_n)} have correlation -1/2, those two
 * steps apart 0.
 */
public final class Anticorrelation implements Claim {

  private final List<Lags> laws = List.of(Lags.of(Law.GAUSSIAN, 1), Lags.of(Law.RADEMACHER, 1));

  /** Creates the claim. */
  public Anticorrelation() {}

  @Override
  public String name() {
    return "anticorrelation";
  }

  @Override
  public String place() {
    return "section 2, eq. 2";
  }

  @Override
  public String statement() {
    return "Anti-PGD's perturbations have variance 2 sigma^2, correlation -1/2 with the next one and"
        + " 0 with the one after, with Gaussian and with Rademacher noise.";
  }

  @Override
  public List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    laws.forEach(lags -> checks.addAll(lags.checks()));
    return checks;
  }

  @Override
  public void test(Trial trial) {
    laws.forEach(lags -> lags.test(trial));
  }
}
