// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.verification.suite.Suite;
import picocli.CommandLine.Option;

/** Where randomness begins. */
final class Seed {

  @Option(
      names = "--seed",
      defaultValue = "${sys:antipgd.seed:-" + Suite.DEFAULT_SEED + "}",
      description = "Seed of all noise. Default: ${DEFAULT-VALUE}.")
  private long seed;

  long value() {
    return seed;
  }
}
