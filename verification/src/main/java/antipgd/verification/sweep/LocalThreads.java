// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sweep;

import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

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
    Workers workers = Workers.of(pool);
    IntConsumer oneCell =
        i -> {
          if (!stop.getAsBoolean()) {
            R row = cells.get(i).row(kernel, workers);
            synchronized (rows) {
              rows.take(cells.get(i), row);
            }
          }
        };
    try {
      pool.submit(() -> workers.run(cells.size(), oneCell)).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException noRoom) { // Of who takes the rows.
        throw noRoom;
      }
      throw new IllegalStateException("a cell failed: " + e.getCause(), e.getCause());
    } finally {
      pool.shutdown();
    }
  }
}
