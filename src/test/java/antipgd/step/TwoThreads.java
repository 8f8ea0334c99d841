// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Work done by two threads at once. */
final class TwoThreads {

  private TwoThreads() {}

  /** Gives the threads their numbers, 0 and 1, and waits for both. */
  static void run(IntConsumer work) throws InterruptedException {
    List<Thread> threads =
        IntStream.range(0, 2).mapToObj(number -> new Thread(() -> work.accept(number))).toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
