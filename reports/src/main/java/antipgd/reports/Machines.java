// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports;

import antipgd.documents.JsonFile;
import antipgd.documents.MalformedResultException;
import antipgd.reports.jmh.MachineCheck;
import antipgd.reports.jmh.MachineRun;
import antipgd.reports.jmh.MachineSections;
import antipgd.reports.page.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The catalogue of machines: a folder with a run for each CPU, lane width and JDK, and a page that
 * compares them.
 *
 * @param folder where it stands
 */
record Machines(Path folder) {

  /** Where it stands in the repository. */
  static final Path DEFAULT_FOLDER = Path.of("reports", "results", "machines");

  private static final String EXTENSION = ".json";
  private static final String PAGE = "machines";

  /** Its files, by name. */
  List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(EXTENSION)).sorted().toList();
    }
  }

  /** Where a run stands in it. */
  Path place(MachineRun run) {
    return folder.resolve(run.name() + EXTENSION);
  }

  /** What is wrong with a run that shall be taken in. */
  List<String> faults(MachineRun run) {
    return MachineCheck.faults(run, new CommitHistory(folder)::has);
  }

  /** What is wrong with one of its files. */
  List<String> faults(Path file) throws IOException {
    MachineRun run = read(file);
    List<String> faults = new ArrayList<>(faults(run));
    if (!file.equals(place(run))) {
      faults.add("must be called " + run.name() + EXTENSION);
    }
    if (!Files.readString(file).equals(run.file().text())) {
      faults.add("is not as the command machines writes it: give it the file of the run");
    }
    return faults;
  }

  /** Reads what {@code benchmarks.jar} wrote. */
  static MachineRun read(Path file) throws IOException {
    JsonFile json = JsonFile.read(file);
    if (!json.isArray()) {
      throw new MalformedResultException(file + ": must be what benchmarks.jar wrote");
    }
    return MachineRun.of(json);
  }

  /** Puts a run in; one of the same machine and JDK is replaced. */
  void add(MachineRun run) throws IOException {
    Files.createDirectories(folder);
    run.file().write(place(run));
  }

  /** The page of all its files. */
  Page page() throws IOException {
    List<MachineRun> runs = new ArrayList<>();
    for (Path file : files()) {
      runs.add(read(file));
    }
    return new Page(
        PAGE, "CPUs side by side", MachineSections.points(runs), MachineSections.of(runs));
  }

  /** Draws it. */
  Path draw() throws IOException {
    return page().write(folder);
  }
}
