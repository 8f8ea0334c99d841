// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.spark;

import antipgd.documents.Provenance;
import antipgd.verification.cli.SweepOptions;
import antipgd.verification.cli.Verification;
import antipgd.verification.settings.Bounds;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The sweep of {@code verification.jar}, for {@code spark-submit}. Spark 4 gives the Vector API to
 * the driver and to executors by itself, through {@code spark.executor.extraJavaOptions}.
 */
@Command(
    name = "sweep",
    description =
        "Sweeps a map of the widening valley on Apache Spark. Rows have the same bits as on one"
            + " machine, for any number of partitions, and are kept by the driver.",
    mixinStandardHelpOptions = true)
public final class SparkSweep implements Callable<Integer> {

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
    Provenance.setCommand("spark-submit sweep-spark.jar", args);
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
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      return options.run(new SparkMachines(spark, partitions));
    }
  }
}
