// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.spark;

import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.verification.sweep.Cell;
import antipgd.verification.sweep.Machines;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import scala.collection.Iterator;
import scala.collection.immutable.Range;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Spark's executors. Cells travel there and their rows back to the driver as objects, those of a
 * task when it is done: so executors need no file system. A task that dies is tried again by Spark,
 * which changes nothing, because a cell is a pure function.
 *
 * <p>They travel as {@link JavaBytes}, which no {@code spark.serializer} takes apart: Kryo, the
 * usual one beside Java's own, knows no records.
 *
 * <p>The calling thread takes the rows, not Spark's own, which Spark interrupts when it is told to
 * stop: so a row that has come is taken, whatever happens to the context.
 *
 * @param spark the context
 * @param partitions number of tasks; 0 for one a cell
 */
record SparkMachines(JavaSparkContext spark, int partitions) implements Machines {

  private static final long POLL_MILLIS = 50;

  /** The rows of a task that is done, in the order of its cells. */
  private record Done<R extends Serializable>(List<? extends Cell<R>> cells, List<R> rows) {

    void handTo(Rows<R> taker) {
      for (int i = 0; i < rows.size(); i++) {
        taker.take(cells.get(i), rows.get(i));
      }
    }
  }

  @Override
  public <R extends Serializable> void compute(
      List<? extends Cell<R>> cells, Rows<R> rows, BooleanSupplier stop)
      throws InterruptedException {
    if (cells.isEmpty()) {
      return;
    }
    List<ArrayList<Cell<R>>> hands = deal(cells);
    BlockingQueue<Done<R>> done = new LinkedBlockingQueue<>();
    SimpleFutureAction<BoxedUnit> job =
        spark
            .sc()
            .submitJob(
                spark.parallelize(bytes(hands), hands.size()).rdd(),
                new Compute<R>(),
                new Range.Exclusive(0, hands.size(), 1),
                new PutInto<>(done, hands),
                new Nothing());
    try {
      while (!job.isCompleted() && !stop.getAsBoolean()) {
        Done<R> next = done.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
          next.handTo(rows);
        }
      }
      for (Done<R> next = done.poll(); next != null; next = done.poll()) {
        next.handTo(rows);
      }
    } finally {
      job.cancel();
    }
    if (!stop.getAsBoolean() && job.value().get().isFailure()) {
      Throwable failure = job.value().get().failed().get();
      throw new IllegalStateException("Spark: " + failure.getMessage(), failure);
    }
  }

  /** Dealt like cards: neighbours in the grid take about as long as each other. */
  private <R extends Serializable> List<ArrayList<Cell<R>>> deal(List<? extends Cell<R>> cells) {
    int tasks = partitions == 0 ? cells.size() : Math.min(partitions, cells.size());
    List<ArrayList<Cell<R>>> hands =
        IntStream.range(0, tasks).mapToObj(task -> new ArrayList<Cell<R>>()).toList();
    for (int i = 0; i < cells.size(); i++) {
      hands.get(i % tasks).add(cells.get(i));
    }
    return hands;
  }

  private static List<byte[]> bytes(List<? extends Serializable> objects) {
    return objects.stream().map(JavaBytes::of).toList();
  }

  /** A task, on an executor: one thread, as Spark expects. */
  private static final class Compute<R extends Serializable>
      extends AbstractFunction1<Iterator<byte[]>, byte[]> implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Workers ONE_THREAD = new Workers(Runnable::run, 1);

    @Override
    public byte[] apply(Iterator<byte[]> hand) {
      StepKernel kernel = StepKernels.chosen();
      ArrayList<Cell<R>> cells = JavaBytes.read(hand.next());
      return JavaBytes.of(
          cells.stream()
              .map(cell -> cell.row(kernel, ONE_THREAD))
              .collect(Collectors.toCollection(ArrayList::new)));
    }
  }

  /** What the driver does when a task is done, on a thread of Spark's. */
  private static final class PutInto<R extends Serializable>
      extends AbstractFunction2<Object, byte[], BoxedUnit> {

    private final BlockingQueue<Done<R>> done;
    private final List<ArrayList<Cell<R>>> hands;

    PutInto(BlockingQueue<Done<R>> done, List<ArrayList<Cell<R>>> hands) {
      this.done = done;
      this.hands = hands;
    }

    @Override
    public BoxedUnit apply(Object task, byte[] rows) {
      done.add(new Done<>(hands.get((Integer) task), JavaBytes.<ArrayList<R>>read(rows)));
      return BoxedUnit.UNIT;
    }
  }

  /** The result of the whole, which is in its parts. */
  private static final class Nothing extends AbstractFunction0<BoxedUnit> {

    @Override
    public BoxedUnit apply() {
      return BoxedUnit.UNIT;
    }
  }
}
