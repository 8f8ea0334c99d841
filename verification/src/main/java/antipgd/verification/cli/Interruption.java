// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C as a request: a long run asks {@link #requested} between its parts, and the VM waits until
 * what the run has is written and this is closed.
 */
final class Interruption implements AutoCloseable {

  private static final Thread NO_HOOK = new Thread("no hook");

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::await, "interruption");

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void await() {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Asks the VM, and not a flag that the hook sets: hooks run side by side, and another one, such
   * as Spark's, which ends its jobs, must not be seen before the request is.
   */
  boolean requested() {
    return !remove(NO_HOOK);
  }

  @Override
  public void close() {
    done.countDown();
    remove(hook);
  }

  /** Removes a hook, if it is there; false if the VM is going down. */
  private static boolean remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
