// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports;

import antipgd.reports.jmh.BenchmarkNotes;
import antipgd.reports.jmh.Comparison;
import antipgd.reports.jmh.Comparison.Run;
import antipgd.reports.jmh.LeftOut;
import antipgd.reports.page.Page;
import antipgd.reports.page.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A page that compares runs. */
@Command(
    name = "compare",
    description = "Compares JMH's results with those of the first file.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "2..*", paramLabel = "FILE", description = "JSON of JMH.")
  private List<Path> files;

  @Mixin private Reports.Target target;

  @Override
  public Integer call() throws IOException {
    Input input = Input.of(files);
    if (!input.documents().isEmpty()) {
      throw input
          .documents()
          .get(0)
          .file()
          .malformed("", "must be an array of JMH's results to be compared");
    }
    List<Run> runs = new ArrayList<>();
    input.runs().forEach((name, run) -> runs.add(new Run(name, run.results())));
    List<Section> sections = new ArrayList<>(Comparison.of(runs));
    List<String> points = new ArrayList<>();
    points.add("Ratios are times divided by those of " + runs.get(0).name() + ".");
    points.addAll(BenchmarkNotes.points(input.runs()));
    input
        .runs()
        .forEach(
            (name, run) -> {
              if (!run.coldStarts().isEmpty()) {
                points.add(name + ": cold starts are not compared");
              }
              if (!run.leftOut().isEmpty()) {
                sections.add(LeftOut.section(name, run.leftOut()));
              }
            });
    Page page =
        new Page(
            target.nameOr("compare"),
            "Comparison of " + String.join(", ", input.runs().keySet()),
            points,
            sections);
    Path html = page.write(target.folder());
    input.printLeftOut(spec.commandLine().getOut());
    spec.commandLine().getOut().println("Page: " + html);
    return 0;
  }
}
