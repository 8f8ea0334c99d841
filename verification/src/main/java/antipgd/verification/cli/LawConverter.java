// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.noise.Law;

/** {@code gaussian} or {@code rademacher}. */
final class LawConverter extends NameConverter<Law> {
  LawConverter() {
    super(Law.values());
  }
}
