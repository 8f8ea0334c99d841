// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import java.util.Map;

/**
 * What a jar with other libraries has to say about them in the environment of its results. Found by
 * {@link java.util.ServiceLoader} in the VM that is described.
 */
public interface EnvironmentSource {

  /**
   * Versions and settings.
   *
   * @return values by name, in the order to show them
   */
  Map<String, String> values();
}
