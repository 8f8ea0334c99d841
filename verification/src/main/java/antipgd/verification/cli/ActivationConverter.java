// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.verification.landscape.HiddenLayerNetwork.Activation;

/** {@code tanh} or {@code relu}. */
final class ActivationConverter extends NameConverter<Activation> {
  ActivationConverter() {
    super(Activation.values());
  }
}
