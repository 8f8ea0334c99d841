package antipgd.verification.sweep;

import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BooleanSupplier;

/**
 * This machine's threads. Whoever has no cell left helps with the chains of another's.
 *
 * @param threads number of threads, 1 or more
 */
public record LocalThreads(int threads) implements Machines {

  /**
   * As many threads as this machine has processors.
   *
   * @return those
   */
  public static LocalThreads all() {
    return new LocalThreads(Runtime.getRuntime().availableProcessors());
  }

  @Override
  public <R extends Serializable> void compute(
      List<? extends Cell<R>> cells, Rows<R> rows, BooleanSupplier stop)
      throws InterruptedException {
    StepKernel kernel = StepKernels.chosen();
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      pool.submit(
              () ->
                  Workers.of(pool)
                      .run(cells.size(), i -> compute(cells.get(i), kernel, rows, stop)))
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a cell failed: " + e.getCause(), e.getCause());
    } finally {
      pool.shutdown();
    }
  }

  private static <R extends Serializable> void compute(
      Cell<R> cell, StepKernel kernel, Rows<R> rows, BooleanSupplier stop) {
    if (!stop.getAsBoolean()) {
      R row = cell.row(kernel);
      synchronized (rows) {
        rows.take(cell, row);
      }
    }
  }
}
