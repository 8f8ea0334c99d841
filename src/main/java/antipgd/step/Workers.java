// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Threads that share the tasks of a call: the calling thread, and helpers from an executor. Each
 * begins with a section of its own, the same in every call, whose data its core's cache may still
 * have; then it takes tasks that others have not come to, so a thread that is held up does fewer.
 *
 * <p>A thread that sleeps wakes late, by as much as ten thousand elements of noise take. So a
 * helper that has nothing left to do stays for 50 microseconds, busy, and takes part in the next
 * call at once; then it gives its thread back to the executor. Calls in quick succession cost it
 * nothing more, and whoever calls seldom pays those microseconds of one core for each helper.
 *
 * <p>The calling thread does what no helper takes. So a pool that is busy, full or shut down costs
 * speed only, a pool of any kind may be given, and a call from one of its own threads cannot wait
 * for itself. Nor does such a pool fill up: a helper that has not come yet is asked for once, and
 * finds the latest call when it comes. (An executor that drops a task without a word has lost that
 * helper for good.)
 */
public final class Workers {

  /** How long a thread waits busily before it sleeps: about twice what waking it takes. */
  private static final long BUSY_NANOS = 50_000;

  /** The most threads: as many as a {@link ForkJoinPool} may have. */
  public static final int MOST_THREADS = 32767;

  /** So that no counter of tasks overflows. */
  private static final int MOST_TASKS = 1 << 30;

  /**
   * {@link IntConsumer#accept}. Not final, so that to the JIT it may be any method, and a task is
   * compiled by itself: inlined here, at the end of a long chain of calls, the constructors of a
   * kernel's vectors are beyond JDK 17's fifteen levels, and every vector is allocated.
   */
  private static MethodHandle accept = acceptHandle();

  private static final Workers COMMON =
      new Workers(ForkJoinPool.commonPool(), ForkJoinPool.getCommonPoolParallelism() + 1);

  private final Executor executor;

  /** One for each thread; the first is the caller's, who needs none. */
  private final Seat[] seats;

  /**
   * Helpers from an executor.
   *
   * @param executor runs the helpers; never shut down here
   * @param threads threads at work, the calling one among them; in [1, {@value #MOST_THREADS}]
   * @throws NullPointerException if {@code executor} is null
   * @throws IllegalArgumentException if {@code threads} is out of its range
   */
  public Workers(Executor executor, int threads) {
    if (executor == null) {
      throw new NullPointerException("executor = null: an executor is required");
    }
    require("threads", threads, 1, MOST_THREADS);
    this.executor = executor;
    this.seats = new Seat[threads];
    Arrays.setAll(seats, Seat::new);
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
    return COMMON;
  }

  /**
   * Threads at work.
   *
   * @return the number, the calling thread included
   */
  public int threads() {
    return seats.length;
  }

  /**
   * Runs tasks, each once, and returns when all are done. What they wrote is then visible here. An
   * interrupt of the calling thread does not end the call; its flag stays set.
   *
   * @param tasks number of tasks, in [0, 2^30]
   * @param task is given the numbers from 0 on; called by several threads
   * @throws IllegalArgumentException if {@code tasks} is out of its range
   * @throws RuntimeException or Error, the first that a task or the executor threw, with later ones
   *     suppressed; tasks that had not begun by then are left out, and no task runs any more
   */
  public void run(int tasks, IntConsumer task) {
    require("tasks", tasks, 0, MOST_TASKS);
    int threads = Math.min(seats.length, tasks);
    if (threads < 2) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    Call call = new Call(tasks, task, threads);
    for (int t = 1; t < threads; t++) {
      Seat seat = seats[t].handTo(call);
      if (seat == null) {
        continue;
      }
      try {
        executor.execute(seat);
      } catch (RejectedExecutionException e) {
        seat.leave();
        break; // What no helper takes, the calling thread does.
      } catch (RuntimeException | Error e) {
        seat.leave();
        call.fail(e); // Not at once: helpers may be at work.
        break;
      }
    }
    call.work(0);
    call.await();
  }

  private static MethodHandle acceptHandle() {
    try {
      return MethodHandles.lookup()
          .findVirtual(IntConsumer.class, "accept", MethodType.methodType(void.class, int.class));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " = " + value + ": must be in [" + least + ", " + most + "]");
    }
  }

  /**
   * The place of one helper, from when the executor is asked for it until it leaves. Asked for and
   * not come, because the pool is busy, it is handed the next call just as one that sits here: so
   * at most one task for each seat waits in the pool.
   */
  private static final class Seat implements Runnable {

    private final int section;

    /** What the helper of this seat works on, shall work on or did last; null if there is none. */
    private final AtomicReference<Call> current = new AtomicReference<>();

    /** The seat of another helper, for a call while this one's is not done; null before any. */
    private final AtomicReference<Seat> next = new AtomicReference<>();

    Seat(int section) {
      this.section = section;
    }

    /**
     * Hands a call to a helper that has nothing left to do.
     *
     * @return null if there is one; else the free seat of one that is yet to be asked for
     */
    Seat handTo(Call call) {
      for (Seat seat = this; ; seat = seat.next()) {
        Call last = seat.current.get();
        if ((last == null || last.isDone()) && seat.current.compareAndSet(last, call)) {
          return last == null ? seat : null;
        }
      }
    }

    private Seat next() {
      if (next.get() == null) {
        next.compareAndSet(null, new Seat(section));
      }
      return next.get();
    }

    /** Of a helper that does not come. */
    void leave() {
      current.set(null);
    }

    /** What a helper does: a call, and those that come while it sits here. */
    @Override
    public void run() {
      for (Call call = current.get(); call != null; call = following(call)) {
        call.work(section);
      }
    }

    /** The next call; null if the helper has left its seat. */
    private Call following(Call last) {
      // An executor may run its tasks in the calling thread, which must not wait here for itself.
      boolean leaves = Thread.currentThread() == last.caller;
      long start = System.nanoTime();
      while (current.get() == last) {
        if ((leaves || System.nanoTime() - start > BUSY_NANOS)
            && current.compareAndSet(last, null)) {
          return null;
        }
        Thread.onSpinWait();
      }
      return current.get();
    }
  }

  /** The tasks of one call. A helper that comes when all are taken has nothing to do. */
  private static final class Call {

    /**
     * Distance of counters from each other and from the ends of their array: two cache lines, so
     * that a thread which counts takes nothing from the others that they read.
     */
    private static final int STRIDE = 32;

    private final int tasks;

    /**
     * Null once all are done: where a pool is busy, its helper may hold the call for long after.
     */
    private IntConsumer task;

    private final int sections;
    private final Thread caller = Thread.currentThread();

    /** The next task of each section, and the number of tasks that are not known to be done. */
    private final AtomicIntegerArray counters;

    private final int left;
    private volatile Throwable failure;

    Call(int tasks, IntConsumer task, int sections) {
      this.tasks = tasks;
      this.task = task;
      this.sections = sections;
      this.counters = new AtomicIntegerArray((sections + 2) * STRIDE);
      for (int s = 0; s < sections; s++) {
        counters.setPlain(counter(s), begin(s));
      }
      this.left = counter(sections);
      counters.setPlain(left, tasks);
    }

    private static int counter(int number) {
      return (number + 1) * STRIDE;
    }

    private int begin(int section) {
      return (int) ((long) tasks * section / sections);
    }

    boolean isDone() {
      return counters.get(left) == 0;
    }

    /** Does the tasks of a section, then what is left of others. */
    void work(int first) {
      int done = 0;
      for (int s = 0; s < sections; s++) {
        int section = (first + s) % sections;
        int next = counter(section);
        int end = begin(section + 1);
        for (int i = counters.getAndIncrement(next); i < end; i = counters.getAndIncrement(next)) {
          if (failure == null) {
            attempt(i);
          }
          done++;
        }
      }
      if (done > 0 && counters.addAndGet(left, -done) == 0) {
        LockSupport.unpark(caller);
      }
    }

    private void attempt(int i) {
      try {
        accept.invokeExact(task, i);
      } catch (Throwable e) { // As the handle declares; accept throws nothing checked.
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
      long start = System.nanoTime();
      while (!isDone()) {
        if (System.nanoTime() - start < BUSY_NANOS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
          interrupted |= Thread.interrupted();
        }
      }
      task = null;
      if (interrupted) {
        caller.interrupt();
      }
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof RuntimeException exception) {
        throw exception;
      }
      if (failure != null) { // Java's compiler lets no task throw it; other languages do.
        throw new UndeclaredThrowableException(failure);
      }
    }
  }
}
