package antipgd.reports;

import java.io.IOException;

/** A result file that cannot be read; the message names the file and the place in it. */
public final class MalformedResultException extends IOException {

  private static final long serialVersionUID = 1L;

  MalformedResultException(String message) {
    super(message);
  }
}
