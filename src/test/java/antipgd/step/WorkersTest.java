// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the pool does, each task runs once, and the caller knows when all have ended. */
@Timeout(60)
class WorkersTest {

  private final ForkJoinPool pool = new ForkJoinPool(3);
  private final ExecutorService single = Executors.newSingleThreadExecutor();

  @AfterEach
  void shutDown() {
    pool.shutdown();
    single.shutdown();
  }

  private static void assertEachOnce(Workers workers) {
    for (int tasks : new int[] {0, 1, 2, 3, 1000}) {
      int[] runs = new int[tasks]; // Not atomic: visible because the call has returned.
      workers.run(tasks, i -> runs[i]++);
      assertThat(Arrays.stream(runs)).as("%s tasks", tasks).allMatch(times -> times == 1);
    }
  }

  @Test
  void everyKindOfExecutorRunsEachTaskOnce() {
    for (int round = 0; round < 200; round++) {
      assertEachOnce(Workers.of(pool));
      assertEachOnce(Workers.common());
      assertEachOnce(new Workers(single, 5));
      assertEachOnce(new Workers(single, 1));
      assertEachOnce(new Workers(Runnable::run, 4));
    }
  }

  @Test
  void severalThreadsWorkAtOnce() {
    CountDownLatch together = new CountDownLatch(3);
    Workers.of(pool).run(3, i -> awaitAll(together));
    assertThat(together.getCount()).isZero();
  }

  private static void awaitAll(CountDownLatch latch) {
    latch.countDown();
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void eachThreadBeginsWithItsOwnSection() {
    CountDownLatch together = new CountDownLatch(3);
    Set<Integer> first = ConcurrentHashMap.newKeySet();
    Set<Thread> begun = ConcurrentHashMap.newKeySet();
    Workers.of(pool)
        .run(
            300,
            i -> {
              if (begun.add(Thread.currentThread())) {
                first.add(i);
                awaitAll(together);
              }
            });
    assertThat(first).containsExactlyInAnyOrder(0, 100, 200);
  }

  @Test
  void aHelperStaysForTheNextCallAndThenLeaves() throws Exception {
    List<Future<?>> helpers = new ArrayList<>();
    Workers workers = new Workers(helper -> helpers.add(single.submit(helper)), 2);
    int calls = 0;
    while (helpers.size() == calls && calls < 10_000) { // A busy machine may stop the helper once.
      CountDownLatch together = new CountDownLatch(2);
      workers.run(2, i -> awaitAll(together));
      calls++;
    }
    assertThat(helpers.size()).isLessThan(calls);
    for (Future<?> helper : helpers) {
      helper.get(); // Comes to its end, without a failure.
    }
  }

  @Test
  void whatACallUsedIsNotHeldForLong() throws Exception {
    WeakReference<float[]> used = useArray(new Workers(single, 2));
    single.submit(() -> {}).get(); // The helper has left.
    while (used.get() != null) {
      System.gc();
      sleep();
    }
  }

  @Test
  void whatACallUsedIsNotHeldByAPoolThatHasNotComeToIt() {
    List<Runnable> waiting = new ArrayList<>();
    WeakReference<float[]> used = useArray(new Workers(waiting::add, 2));
    while (used.get() != null) {
      System.gc();
      sleep();
    }
    assertThat(waiting).hasSize(1);
    waiting.get(0).run(); // Comes too late, and does nothing.
  }

  /** A pool whose threads are all busy, or that has none: in such a one nothing may pile up. */
  @Test
  void aHelperThatDoesNotComeIsAskedForOnce() throws Exception {
    Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    Workers workers = new Workers(waiting::add, 3);
    for (int call = 0; call < 200; call++) {
      assertEachOnce(workers);
    }
    assertThat(waiting).hasSize(2);

    int callers = 4;
    Thread[] others = new Thread[callers];
    for (int t = 0; t < callers; t++) {
      others[t] = new Thread(() -> IntStream.range(0, 200).forEach(i -> assertEachOnce(workers)));
      others[t].start();
    }
    for (Thread other : others) {
      other.join();
    }
    assertThat(waiting).hasSizeBetween(2, 2 * callers);
    waiting.forEach(Runnable::run); // They come too late, and leave.
    waiting.clear();
    assertEachOnce(workers);
    assertThat(waiting).hasSize(2);
  }

  @Test
  void aHelperThatComesLateTakesPartInTheLatestCall() throws Exception {
    List<Runnable> waiting = new ArrayList<>();
    Workers workers = new Workers(waiting::add, 2);
    assertEachOnce(workers);
    CountDownLatch together = new CountDownLatch(2);
    single.submit(
        () -> {
          together.await(); // With the caller, who is in the second call.
          waiting.get(0).run();
          return null;
        });
    CountDownLatch both = new CountDownLatch(2);
    workers.run(
        2,
        i -> {
          together.countDown();
          together.countDown();
          awaitAll(both);
        });
    assertThat(waiting).hasSize(1);
  }

  @Test
  void aPoolThatIsFullIsAskedAgainByTheNextCall() {
    AtomicInteger asked = new AtomicInteger();
    Executor full =
        task -> {
          asked.incrementAndGet();
          throw new RejectedExecutionException("full");
        };
    Workers workers = new Workers(full, 3);
    workers.run(10, i -> {});
    workers.run(10, i -> {});
    assertThat(asked.get()).isEqualTo(2);
  }

  private static WeakReference<float[]> useArray(Workers workers) {
    float[] array = new float[1000];
    workers.run(1000, i -> array[i] = i);
    return new WeakReference<>(array);
  }

  @Test
  void aPoolThatIsShutDownOrDropsWorkCostsSpeedOnly() {
    Executor dropping = task -> {};
    single.shutdown();
    assertEachOnce(new Workers(single, 4));
    assertEachOnce(new Workers(dropping, 4));
  }

  @Test
  void aCallFromThePoolsOwnThreadsDoesNotWaitForItself() throws Exception {
    Workers workers = new Workers(single, 4);
    single.submit(() -> assertEachOnce(workers)).get();
    AtomicInteger runs = new AtomicInteger();
    Workers.of(pool).run(10, i -> Workers.of(pool).run(10, j -> runs.incrementAndGet()));
    assertThat(runs.get()).isEqualTo(100);
  }

  @Test
  void theFirstFailureIsThrownWhenAllThreadsHaveStopped() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger begun = new AtomicInteger();
    IntConsumer task =
        i -> {
          running.incrementAndGet();
          try {
            if (begun.incrementAndGet() > 5) {
              throw new OutOfMemoryError("task");
            }
          } finally {
            running.decrementAndGet();
          }
        };
    assertThatThrownBy(() -> Workers.of(pool).run(1_000_000, task))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage("task");
    assertThat(running.get()).isZero();
    assertThat(begun.get()).as("tasks begun").isBetween(6, 5 + pool.getParallelism());
  }

  @Test
  void laterFailuresAreToldWithTheFirst() {
    CountDownLatch together = new CountDownLatch(2);
    IntConsumer failing =
        i -> {
          awaitAll(together);
          throw new IllegalStateException("task " + i);
        };
    assertThatThrownBy(() -> Workers.of(pool).run(2, failing))
        .isInstanceOf(IllegalStateException.class)
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    RuntimeException same = new IllegalStateException("the same");
    CountDownLatch again = new CountDownLatch(2);
    IntConsumer failingAlike =
        i -> {
          awaitAll(again);
          throw same;
        };
    assertThatThrownBy(() -> Workers.of(pool).run(2, failingAlike)).isSameAs(same);
    assertThat(same.getSuppressed()).isEmpty();
  }

  /** Other languages than Java may throw it, and so may a task that hides it. */
  @Test
  void aCheckedFailureIsThrownAsTheCauseOfAnother() {
    Exception checked = new IOException("task");
    IntConsumer failing = i -> WorkersTest.<RuntimeException>sneak(checked);
    assertThatThrownBy(() -> Workers.of(pool).run(10, failing))
        .isInstanceOf(UndeclaredThrowableException.class)
        .hasCause(checked);
  }

  @SuppressWarnings("unchecked")
  private static <E extends Exception> void sneak(Exception e) throws E {
    throw (E) e;
  }

  @Test
  void anExecutorThatFailsStopsTheHelpersItHas() {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger running = new AtomicInteger();
    Executor failing =
        task -> {
          if (asked.incrementAndGet() == 2) {
            throw new OutOfMemoryError("no thread");
          }
          pool.execute(task);
        };
    IntConsumer task =
        i -> {
          running.incrementAndGet();
          sleep();
          running.decrementAndGet();
        };
    assertThatThrownBy(() -> new Workers(failing, 3).run(100, task)).hasMessage("no thread");
    assertThat(running.get()).isZero();
    assertThat(asked.get()).isEqualTo(2);
  }

  @Test
  void anInterruptDoesNotEndTheCallAndIsNotLost() {
    Thread caller = Thread.currentThread();
    CountDownLatch together = new CountDownLatch(2);
    boolean[] done = new boolean[2];
    caller.interrupt();
    Workers.of(pool)
        .run(
            2,
            i -> {
              together.countDown();
              while (together.getCount() > 0) {
                Thread.onSpinWait();
              }
              if (Thread.currentThread() != caller) {
                sleep(); // Long enough for the caller to give up asking.
              }
              done[i] = true;
            });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(done).containsExactly(true, true);
  }

  private static void sleep() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void refusesWhatIsNotAllowed() {
    assertThatThrownBy(() -> new Workers(null, 1))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("executor = null: an executor is required");
    assertThatThrownBy(() -> Workers.of(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("pool = null: a pool is required");
    assertThatThrownBy(() -> new Workers(pool, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads = 0: must be in [1, 32767]");
    assertThatThrownBy(() -> new Workers(pool, 32768))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads = 32768: must be in [1, 32767]");
    assertThat(new Workers(pool, 32767).threads()).isEqualTo(32767);
    assertThat(new Workers(pool, 1).threads()).isEqualTo(1);
    assertThatThrownBy(() -> Workers.of(pool).run(-1, i -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tasks = -1: must be in [0, 1073741824]");
  }
}
