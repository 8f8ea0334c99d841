package antipgd.verification.spark;

import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.verification.sweep.Cell;
import antipgd.verification.sweep.Machines;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Spark's executors. Cells travel there as objects and their rows back to the driver as text, those
 * of a task when it is done: so executors need no file system. A task that dies is tried again by
 * Spark, which changes nothing, because a cell is a pure function.
 *
 * @param spark the context
 * @param partitions number of tasks; 0 for one a cell
 */
record SparkMachines(JavaSparkContext spark, int partitions) implements Machines {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Override
  public void compute(List<Cell> cells, Rows rows, BooleanSupplier stop) {
    if (cells.isEmpty()) {
      return;
    }
    int tasks = partitions == 0 ? cells.size() : Math.min(partitions, cells.size());
    // Dealt like cards: neighbours in the grid take about as long as each other.
    List<ArrayList<Cell>> hands =
        IntStream.range(0, tasks).mapToObj(task -> new ArrayList<Cell>()).toList();
    for (int i = 0; i < cells.size(); i++) {
      hands.get(i % tasks).add(cells.get(i));
    }
    try {
      spark
          .sc()
          .runJob(
              spark.parallelize(hands, tasks).rdd(),
              new Compute(),
              new HandOver(hands, rows, stop),
              ClassTag$.MODULE$.apply(String[].class));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) { // Scala does not declare what it throws.
      if (!stop.getAsBoolean()) {
        throw new IllegalStateException("Spark: " + e.getMessage(), e);
      }
    }
  }

  /** A task, on an executor: one thread, as Spark expects. */
  private static final class Compute extends AbstractFunction1<Iterator<ArrayList<Cell>>, String[]>
      implements Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public String[] apply(Iterator<ArrayList<Cell>> hand) {
      StepKernel kernel = StepKernels.chosen();
      ForkJoinPool oneThread = new ForkJoinPool(1);
      try {
        return oneThread
            .submit(
                () -> hand.next().stream().map(cell -> text(cell, kernel)).toArray(String[]::new))
            .join();
      } finally {
        oneThread.shutdown();
      }
    }

    private static String text(Cell cell, StepKernel kernel) {
      try {
        return MAPPER.writeValueAsString(cell.row(kernel));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(cell.id() + ": its row is no JSON", e);
      }
    }
  }

  /** What the driver does when a task is done; Spark calls it from one thread. */
  private static final class HandOver extends AbstractFunction2<Object, String[], BoxedUnit> {

    private final List<ArrayList<Cell>> hands;
    private final Rows rows;
    private final BooleanSupplier stop;

    HandOver(List<ArrayList<Cell>> hands, Rows rows, BooleanSupplier stop) {
      this.hands = hands;
      this.rows = rows;
      this.stop = stop;
    }

    @Override
    public BoxedUnit apply(Object task, String[] texts) {
      List<Cell> hand = hands.get((Integer) task);
      for (int i = 0; i < texts.length && !stop.getAsBoolean(); i++) {
        try {
          rows.take(hand.get(i), MAPPER.readValue(texts[i], ObjectNode.class));
        } catch (JsonProcessingException e) {
          throw new IllegalStateException(hand.get(i).id() + ": its row is no JSON", e);
        }
      }
      return BoxedUnit.UNIT;
    }
  }
}
