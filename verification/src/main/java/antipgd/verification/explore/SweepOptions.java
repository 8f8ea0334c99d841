package antipgd.verification.explore;

import antipgd.step.StepKernels;
import antipgd.verification.Json;
import antipgd.verification.Suite;
import antipgd.verification.sweep.Cell;
import antipgd.verification.sweep.Machines;
import antipgd.verification.sweep.PhaseCell;
import antipgd.verification.sweep.PhaseGrid;
import antipgd.verification.sweep.RowFiles;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What a sweep takes wherever it is computed, and how it goes: what is there is not done again. */
public final class SweepOptions {

  @Option(
      names = "--grid",
      paramLabel = "NAME=V,V,...",
      description =
          "Values of rule, law, alpha, d or sigma2 (sigma^2/D); may be given once for each. Where"
              + " left out: rule=pgd,anti-pgd law=rademacher alpha=1/4,1/2 d=1,2,4,...,128"
              + " sigma2=1/4096,1/2048,...,1/4.")
  private Map<String, String> grid = new LinkedHashMap<>();

  @Option(
      names = "--time",
      description =
          "Steps of each chain, in units of D/(alpha sigma^2). Default: ${DEFAULT-VALUE}.")
  private double time = 4;

  @Option(names = "--chains", description = "Chains of each cell. Default: ${DEFAULT-VALUE}.")
  private int chains = 512;

  @Option(
      names = "--seed",
      defaultValue = "${sys:antipgd.seed:-" + Suite.DEFAULT_SEED + "}",
      description = "Seed of all noise. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--rows",
      required = true,
      paramLabel = "FOLDER",
      description = "Keeps a file for each cell there, and skips cells that have theirs.")
  private Path rows;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes all rows there.")
  private Path json;

  /** Made by picocli. */
  public SweepOptions() {}

  /**
   * Checks all options before any work.
   *
   * @throws IllegalArgumentException if one is not allowed; the message names it
   */
  public void check() {
    List<PhaseCell> cells = cells();
    require(chains >= 1 && chains <= 1 << 20, "chains", chains, "in [1, 2^20]");
    require(time > 0 && time <= 1e6, "time", time, "in (0, 1e6]");
    for (PhaseCell cell : cells) {
      require(
          (long) chains * (cell.d() + 1) <= 1L << 28,
          "chains",
          chains,
          "at most 2^28 / (d + 1), to fit into memory");
      require(
          time / (cell.alpha() * cell.sigma2()) <= 1e12,
          "time",
          time,
          "at most 1e12 alpha sigma2, so that the sweep ends");
    }
    require(!Files.exists(rows) || Files.isDirectory(rows), "rows", rows, "a folder, or absent");
    if (json != null) {
      Json.checkWritable(json);
    }
  }

  private static void require(boolean ok, String name, Object value, String allowed) {
    if (!ok) {
      throw new IllegalArgumentException(name + " = " + value + ": must be " + allowed);
    }
  }

  private List<PhaseCell> cells() {
    return PhaseGrid.parse(grid).cells(time, chains, seed);
  }

  /**
   * Sweeps. Ctrl-C ends it early, with what is there.
   *
   * @param machines who computes the cells
   * @param spec the command, for its streams
   * @return the exit code
   * @throws IOException if rows cannot be read, or results cannot be written
   * @throws InterruptedException if this thread is interrupted
   */
  public int run(Machines machines, CommandSpec spec) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    RowFiles files = new RowFiles(rows);
    Map<String, ObjectNode> found = new LinkedHashMap<>();
    List<Cell> missing = new ArrayList<>();
    for (Cell cell : cells()) {
      Optional<ObjectNode> row = files.find(cell);
      row.ifPresent(it -> found.put(cell.id(), it));
      if (row.isEmpty()) {
        missing.add(cell);
      }
    }
    out.printf("%d cells, %d of them there already%n", found.size() + missing.size(), found.size());
    out.flush();
    int before = found.size();
    Progress progress = new Progress(spec.commandLine().getErr(), "cell", missing.size());
    try (Interruption interruption = new Interruption()) {
      Machines.Rows take =
          (cell, row) -> {
            try {
              files.keep(cell, row);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            found.put(cell.id(), row);
            progress.at(found.size() - before);
          };
      machines.compute(missing, take, interruption::requested);
      out.printf("%d cells done, rows in %s%n", found.size(), rows);
      out.flush();
      if (json != null) {
        Json.write(document(found), json);
      }
    }
    return 0;
  }

  private ObjectNode document(Map<String, ObjectNode> found) {
    ObjectNode root = Json.document("antipgd-sweep/1");
    root.put("kernel", StepKernels.chosen().name());
    root.put("seed", seed);
    root.put("chains", chains);
    root.put("time", time);
    PhaseGrid.parse(grid).describe(root.putObject("grid"));
    List<PhaseCell> cells = cells();
    root.put("interrupted", found.size() < cells.size());
    ArrayNode array = root.putArray("rows");
    cells.stream().map(cell -> found.get(cell.id())).filter(row -> row != null).forEach(array::add);
    return root;
  }
}
