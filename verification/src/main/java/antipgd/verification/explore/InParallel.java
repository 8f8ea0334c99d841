package antipgd.verification.explore;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Independent pieces of work on all processors, until Ctrl-C. */
final class InParallel {

  private InParallel() {}

  /** Works on each cell that is begun before an interruption, and returns how many those are. */
  static <T> int run(
      List<T> cells, Consumer<T> work, Interruption interruption, Progress progress) {
    AtomicInteger done = new AtomicInteger();
    cells.parallelStream()
        .forEach(
            cell -> {
              if (!interruption.requested()) {
                work.accept(cell);
                int total = done.incrementAndGet();
                synchronized (done) {
                  progress.at(total);
                }
              }
            });
    return done.get();
  }
}
