// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports;

import antipgd.reports.jmh.MachineRun;
import antipgd.reports.plot.VisibleText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The catalogue of machines: takes runs in and draws its page. */
@Command(
    name = "machines",
    description =
        "Checks runs of benchmarks.jar without options, puts them into the catalogue of machines"
            + " and draws its page. Without files it checks those that are there.",
    mixinStandardHelpOptions = true)
final class MachinesCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "What such a run wrote.")
  private List<Path> files = List.of();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where the catalogue is. Default: reports/results/machines.")
  private Path folder = Machines.DEFAULT_FOLDER;

  @Option(names = "--check", description = "Check alone, and write nothing.")
  private boolean checkAlone;

  @Override
  public Integer call() throws IOException {
    Machines machines = new Machines(folder);
    Map<Path, MachineRun> runs = new LinkedHashMap<>();
    boolean faulty = false;
    for (Path file : files.isEmpty() ? machines.files() : files) {
      MachineRun run = Machines.read(file);
      runs.put(file, run);
      faulty |= tell(file, files.isEmpty() ? machines.faults(file) : machines.faults(run));
    }
    if (faulty) {
      return spec.exitCodeOnInvalidInput();
    }
    for (Map.Entry<Path, MachineRun> each : runs.entrySet()) {
      if (!checkAlone && !files.isEmpty()) {
        machines.add(each.getValue());
      }
      out().println(each.getKey() + ": good, as " + machines.place(each.getValue()));
    }
    if (!checkAlone) {
      out().println("Page: " + machines.draw());
    }
    return 0;
  }

  private boolean tell(Path file, List<String> faults) {
    faults.forEach(
        fault -> spec.commandLine().getErr().println(VisibleText.of(file + ": " + fault)));
    return !faults.isEmpty();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
