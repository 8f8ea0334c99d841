package antipgd.verification.spark;

import antipgd.step.VectorModule;
import antipgd.verification.Bounds;
import antipgd.verification.Verification;
import antipgd.verification.explore.SweepOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The sweep of {@code verification.jar}, for {@code spark-submit}. */
@Command(
    name = "sweep",
    description =
        "Sweeps the phase diagram of Theorem 3.1 on Apache Spark. Rows have the same bits as on one"
            + " machine, for any number of partitions, and are kept by the driver.",
    mixinStandardHelpOptions = true)
public final class SparkSweep implements Callable<Integer> {

  private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";

  @Mixin private SweepOptions options;

  @Option(names = "--partitions", description = "Number of tasks. Default: one for each cell.")
  private int partitions;

  SparkSweep() {}

  /**
   * Runs the sweep.
   *
   * @param args its options
   */
  public static void main(String[] args) {
    int code = Verification.commandLine(new SparkSweep()).execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    options.check();
    Bounds.require(
        partitions >= 0, "partitions", partitions, "at least 1, or 0 for one for each cell");
    SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "antipgd sweep");
    conf.set(
        EXECUTOR_OPTIONS,
        (conf.get(EXECUTOR_OPTIONS, "") + " " + VectorModule.OPTION).stripLeading());
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      return options.run(new SparkMachines(spark, partitions));
    }
  }
}
