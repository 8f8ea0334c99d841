package antipgd.verification.spark;

import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.verification.sweep.Cell;
import antipgd.verification.sweep.Machines;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
 * Spark's executors. Cells travel there as objects and their rows back to the driver as text, those
 * of a task when it is done: so executors need no file system. A task that dies is tried again by
 * Spark, which changes nothing, because a cell is a pure function.
 *
 * <p>The calling thread takes the rows, not Spark's own, which Spark interrupts when it is told to
 * stop: so a row that has come is taken, whatever happens to the context.
 *
 * @param spark the context
 * @param partitions number of tasks; 0 for one a cell
 */
record SparkMachines(JavaSparkContext spark, int partitions) implements Machines {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long POLL_MILLIS = 50;

  /** The rows of a task that is done, in the order of its cells. */
  private record Done(List<Cell> cells, String[] rows) {

    void handTo(Rows taker) {
      for (int i = 0; i < rows.length; i++) {
        try {
          taker.take(cells.get(i), MAPPER.readValue(rows[i], ObjectNode.class));
        } catch (JsonProcessingException e) {
          throw new IllegalStateException(cells.get(i).id() + ": its row is no JSON", e);
        }
      }
    }
  }

  @Override
  public void compute(List<Cell> cells, Rows rows, BooleanSupplier stop)
      throws InterruptedException {
    if (cells.isEmpty()) {
      return;
    }
    List<ArrayList<Cell>> hands = deal(cells);
    BlockingQueue<Done> done = new LinkedBlockingQueue<>();
    SimpleFutureAction<BoxedUnit> job =
        spark
            .sc()
            .submitJob(
                spark.parallelize(hands, hands.size()).rdd(),
                new Compute(),
                new Range.Exclusive(0, hands.size(), 1),
                new PutInto(done, hands),
                new Nothing());
    try {
      while (!job.isCompleted() && !stop.getAsBoolean()) {
        Done next = done.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
          next.handTo(rows);
        }
      }
      for (Done next = done.poll(); next != null; next = done.poll()) {
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
  private List<ArrayList<Cell>> deal(List<Cell> cells) {
    int tasks = partitions == 0 ? cells.size() : Math.min(partitions, cells.size());
    List<ArrayList<Cell>> hands =
        IntStream.range(0, tasks).mapToObj(task -> new ArrayList<Cell>()).toList();
    for (int i = 0; i < cells.size(); i++) {
      hands.get(i % tasks).add(cells.get(i));
    }
    return hands;
  }

  /** A task, on an executor: one thread, as Spark expects. */
  private static final class Compute extends AbstractFunction1<Iterator<ArrayList<Cell>>, String[]>
      implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Workers ONE_THREAD = new Workers(Runnable::run, 1);

    @Override
    public String[] apply(Iterator<ArrayList<Cell>> hand) {
      StepKernel kernel = StepKernels.chosen();
      return hand.next().stream().map(cell -> text(cell, kernel)).toArray(String[]::new);
    }

    private static String text(Cell cell, StepKernel kernel) {
      try {
        return MAPPER.writeValueAsString(cell.row(kernel, ONE_THREAD));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(cell.id() + ": its row is no JSON", e);
      }
    }
  }

  /** What the driver does when a task is done, on a thread of Spark's. */
  private static final class PutInto extends AbstractFunction2<Object, String[], BoxedUnit> {

    private final BlockingQueue<Done> done;
    private final List<ArrayList<Cell>> hands;

    PutInto(BlockingQueue<Done> done, List<ArrayList<Cell>> hands) {
      this.done = done;
      this.hands = hands;
    }

    @Override
    public BoxedUnit apply(Object task, String[] rows) {
      done.add(new Done(hands.get((Integer) task), rows));
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
