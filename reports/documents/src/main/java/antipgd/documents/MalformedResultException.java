// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import java.io.IOException;

/** A result file that cannot be used; the message names the file and the place in it. */
public final class MalformedResultException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Tells what is wrong.
   *
   * @param message file, place, and what is allowed there
   */
  public MalformedResultException(String message) {
    super(message);
  }
}
