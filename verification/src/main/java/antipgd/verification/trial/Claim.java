// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.trial;

import antipgd.verification.statistics.Check;
import java.util.List;
import java.util.Optional;

/** A statement of the paper and the checks that put it on trial. */
public interface Claim {

  /**
   * Name on the command line and in results.
   *
   * @return lower case words joined by hyphens
   */
  String name();

  /**
   * Where the paper makes the claim.
   *
   * @return the place
   */
  String place();

  /**
   * What is tested, and how it differs from the paper's words where it does.
   *
   * @return a few sentences
   */
  String statement();

  /**
   * Everything that the trial will judge.
   *
   * @return the checks, each with another name
   */
  List<Check> checks();

  /**
   * Why the claim cannot be tried here, if it needs something that may be missing.
   *
   * @return the reason; empty if it can be tried
   */
  default Optional<String> obstacle() {
    return Optional.empty();
  }

  /**
   * Runs the experiments and reports one verdict for each check.
   *
   * @param trial gives kernel, noise and sample sizes, and takes the verdicts
   */
  void test(Trial trial);
}
