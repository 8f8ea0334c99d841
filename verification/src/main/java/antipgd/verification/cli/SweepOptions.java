// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.SweepDocument;
import antipgd.documents.SweepRow;
import antipgd.step.StepKernels;
import antipgd.verification.settings.Bounds;
import antipgd.verification.settings.Names;
import antipgd.verification.sweep.Cell;
import antipgd.verification.sweep.Grid;
import antipgd.verification.sweep.KeptCells;
import antipgd.verification.sweep.Machines;
import antipgd.verification.sweep.RowFiles;
import antipgd.verification.sweep.SweepMap;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a sweep takes wherever it is computed, and how it goes: what is there is not done again. */
public final class SweepOptions {

  private CommandSpec command;

  @Option(
      names = "--map",
      defaultValue = "phase",
      converter = MapConverter.class,
      description =
          "phase (default): the phase diagram of Theorem 3.1; tuning: where PGD and Anti-PGD end for"
              + " each choice of eta and sigma; lambda: where chains rest that take a part of the"
              + " last noise back.")
  private SweepMap map;

  @Option(
      names = "--grid",
      paramLabel = "NAME=V,V,...",
      description = "Values of a parameter; may be given once for each. See below.")
  private Map<String, String> typed = new LinkedHashMap<>();

  @Option(names = "--chains", description = "Chains of each cell. Default: ${DEFAULT-VALUE}.")
  private int chains = 512;

  @Option(
      names = "--rows",
      required = true,
      paramLabel = "FOLDER",
      description = "Keeps a file for each cell there, and skips cells that have theirs.")
  private Path folder;

  @Mixin private Seed seed;

  @Mixin private Output output;

  private Grid grid;
  private List<Cell<SweepRow>> cells;

  /** Made by picocli. */
  public SweepOptions() {}

  private static final class MapConverter extends NameConverter<SweepMap> {
    MapConverter() {
      super(SweepMap.values());
    }
  }

  /**
   * Tells what {@code --grid} takes.
   *
   * @param spec the command that has these options. Its help is modified.
   */
  @Spec(Spec.Target.MIXEE)
  void document(CommandSpec spec) {
    command = spec;
    spec.usageMessage()
        .footer(Stream.of(SweepMap.values()).flatMap(SweepOptions::help).toArray(String[]::new));
  }

  private static Stream<String> help(SweepMap map) {
    return Stream.concat(
        Stream.of("%nParameters of --map " + Names.typed(map) + " and their defaults:"),
        map.axes().stream().map(axis -> "  " + axis.name() + "=" + axis.defaults()));
  }

  /**
   * Checks all options before any work.
   *
   * @throws IllegalArgumentException if one is not allowed; the message names it
   */
  public void check() {
    Bounds.within("chains", chains, 1, 1 << 20);
    grid = Grid.parse(map, typed);
    cells = grid.cells(chains, seed.value());
    RowFiles.checkFolder(folder);
    output.check();
  }

  /**
   * Sweeps, once the options are checked. Ctrl-C ends it early, with what is there.
   *
   * @param machines who computes the cells
   * @return the exit code
   * @throws IOException if rows cannot be read, or results cannot be written
   * @throws InterruptedException if this thread is interrupted
   */
  public int run(Machines machines) throws IOException, InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    KeptCells<SweepRow> kept =
        new KeptCells<>(cells, Optional.of(new RowFiles<>(folder, map.rows())));
    try (Interruption interruption = new Interruption()) {
      Progress.compute(kept, machines, command.commandLine(), interruption);
      List<SweepRow> rows = kept.rows();
      new TextMaps(grid, cells, kept).print(out);
      out.printf("%d of %d cells done, rows in %s%n", rows.size(), cells.size(), folder);
      out.flush();
      output.write(map.kind(), StepKernels.chosen(), document(rows));
    }
    return 0;
  }

  private SweepDocument<SweepRow> document(List<SweepRow> rows) {
    return new SweepDocument<>(
        seed.value(), chains, grid.plain(), rows.size() < cells.size(), rows);
  }
}
