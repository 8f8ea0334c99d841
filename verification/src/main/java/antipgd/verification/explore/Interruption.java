package antipgd.verification.explore;

import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C as a request: a long run asks {@link #requested} between its parts, and the VM waits until
 * what the run has is written and this is closed.
 */
final class Interruption implements AutoCloseable {

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::request, "interruption");
  private volatile boolean requested;

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void request() {
    requested = true;
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean requested() {
    return requested;
  }

  @Override
  public void close() {
    done.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The VM is going down; the hook has nothing left to wait for.
        requested = true;
      }
    }
  }
}
