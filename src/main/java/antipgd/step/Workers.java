package antipgd.step;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Threads that share the tasks of a call: the calling thread, and helpers from an executor. Each
 * takes the next task that nobody has, so a thread that is held up does fewer.
 *
 * <p>The calling thread does what no helper takes. So a pool that is busy, full or shut down costs
 * speed only, a pool of any kind may be given, and a call from one of its own threads cannot wait
 * for itself.
 */
public final class Workers {

  /** How often the caller looks for the last helper before it sleeps: a few dozen microseconds. */
  private static final int SPINS = 20_000;

  private final Executor executor;
  private final int threads;

  /**
   * Helpers from an executor.
   *
   * @param executor runs the helpers; never shut down here
   * @param threads threads at work, the calling one among them; 1 or more
   * @throws NullPointerException if {@code executor} is null
   * @throws IllegalArgumentException if {@code threads} is below 1
   */
  public Workers(Executor executor, int threads) {
    if (executor == null) {
      throw new NullPointerException("executor = null: an executor is required");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads = " + threads + ": must be at least 1");
    }
    this.executor = executor;
    this.threads = threads;
  }

  /**
   * As many threads as a pool has.
   *
   * @param pool runs the helpers; never shut down here
   * @return the workers
   * @throws NullPointerException if {@code pool} is null
   */
  public static Workers of(ForkJoinPool pool) {
    if (pool == null) {
      throw new NullPointerException("pool = null: a pool is required");
    }
    return new Workers(pool, pool.getParallelism());
  }

  /**
   * The common pool and the calling thread: together as many as the VM has processors, unless a
   * system property of {@link ForkJoinPool} says otherwise.
   *
   * @return the workers
   */
  public static Workers common() {
    return new Workers(ForkJoinPool.commonPool(), ForkJoinPool.getCommonPoolParallelism() + 1);
  }

  /**
   * Threads at work.
   *
   * @return the number, the calling thread included
   */
  public int threads() {
    return threads;
  }

  /**
   * Runs tasks, each once, and returns when all are done. What they wrote is then visible here. An
   * interrupt of the calling thread does not end the call; its flag stays set.
   *
   * @param tasks number of tasks, 0 or more
   * @param task is given the numbers from 0 on; called by several threads
   * @throws RuntimeException or Error, the first that a task or the executor threw, with later ones
   *     suppressed; tasks that had not begun by then are left out, and no task runs any more
   */
  public void run(int tasks, IntConsumer task) {
    int helpers = Math.min(threads, tasks) - 1;
    if (helpers < 1) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    Call call = new Call(tasks, task);
    for (int h = 0; h < helpers; h++) {
      try {
        executor.execute(call);
      } catch (RejectedExecutionException e) {
        break; // What no helper takes, the calling thread does.
      } catch (RuntimeException | Error e) {
        call.fail(e); // Not at once: helpers may be at work.
        break;
      }
    }
    call.run();
    call.await();
  }

  /** The tasks of one call. A helper that comes when all are taken has nothing to do. */
  private static final class Call implements Runnable {

    private final int tasks;
    private final IntConsumer task;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger left;
    private volatile Throwable failure;

    Call(int tasks, IntConsumer task) {
      this.tasks = tasks;
      this.task = task;
      this.left = new AtomicInteger(tasks);
    }

    @Override
    public void run() {
      for (int i = taken.getAndIncrement(); i < tasks; i = taken.getAndIncrement()) {
        if (failure == null) {
          attempt(i);
        }
        if (left.decrementAndGet() == 0) {
          LockSupport.unpark(caller);
        }
      }
    }

    private void attempt(int i) {
      try {
        task.accept(i);
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    }

    synchronized void fail(Throwable e) {
      if (failure == null) {
        failure = e;
      } else if (failure != e) {
        failure.addSuppressed(e);
      }
    }

    /** Waits for tasks that helpers are at. */
    void await() {
      boolean interrupted = false;
      for (int spins = 0; left.get() > 0; spins++) {
        if (spins < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
          interrupted |= Thread.interrupted();
        }
      }
      if (interrupted) {
        caller.interrupt();
      }
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof RuntimeException exception) {
        throw exception;
      }
    }
  }
}
