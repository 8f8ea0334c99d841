// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports;

import antipgd.reports.jmh.Comparison;
import antipgd.reports.jmh.Comparison.Run;
import antipgd.reports.jmh.JmhRun;
import antipgd.reports.jmh.ReportOptions;
import antipgd.reports.page.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Option(names = "--one-fork", description = "Show results of one fork, without intervals.")
  private boolean oneFork;

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
    ReportOptions options = new ReportOptions(oneFork, true, List.of());
    List<Run> runs = new ArrayList<>();
    for (Map.Entry<String, JmhRun> run : input.runs().entrySet()) {
      runs.add(new Run(run.getKey(), options.checked(run.getValue()).results()));
    }
    Page page =
        new Page(
            target.nameOr("compare"),
            "Comparison of " + String.join(", ", input.runs().keySet()),
            List.of("Ratios are times divided by those of " + runs.get(0).name() + "."),
            Comparison.of(runs));
    spec.commandLine().getOut().println("Page: " + page.write(target.folder()));
    return 0;
  }
}
