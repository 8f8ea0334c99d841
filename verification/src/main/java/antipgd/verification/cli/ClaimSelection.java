// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.verification.settings.Bounds;
import antipgd.verification.suite.Suite;
import antipgd.verification.trial.Claim;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which claims a command tries, and at what size. */
final class ClaimSelection {

  @Parameters(
      arity = "0..*",
      paramLabel = "CLAIM",
      description = "Names of claims; without any, all.")
  private List<String> names = List.of();

  @Option(
      names = "--scale",
      defaultValue = "1",
      description =
          "Factor on the sample sizes of equality checks; proofs of inequalities keep at least their"
              + " design. Default: ${DEFAULT-VALUE}.")
  private double scale;

  private List<Claim> claims;

  /** Before any work. */
  void check() {
    Bounds.positive("scale", scale);
    List<Claim> all = Suite.claims();
    List<String> known = all.stream().map(Claim::name).toList();
    for (String name : names) {
      Bounds.require(known.contains(name), "claim", name, "one of " + String.join(", ", known));
    }
    claims = all.stream().filter(claim -> names.isEmpty() || names.contains(claim.name())).toList();
  }

  List<Claim> claims() {
    return claims;
  }

  double scale() {
    return scale;
  }
}
