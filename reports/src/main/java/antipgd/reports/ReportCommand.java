// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports;

import antipgd.reports.evidence.EvidenceSections;
import antipgd.reports.jmh.BenchmarkNotes;
import antipgd.reports.jmh.BenchmarkSections;
import antipgd.reports.jmh.ColdStartSections;
import antipgd.reports.jmh.JmhRun;
import antipgd.reports.jmh.LeftOut;
import antipgd.reports.jmh.ReportOptions;
import antipgd.reports.jmh.SideBySideSections;
import antipgd.reports.page.Page;
import antipgd.reports.page.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A page of one or more files. */
@Command(
    name = "report",
    description = "Makes a page of JMH's results and of the verification's.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "JSON of JMH or verification.")
  private List<Path> files;

  @Mixin private Reports.Target target;

  @Option(
      names = "--baseline",
      paramLabel = "METHOD",
      description =
          "Compare with this method, in the classes that have it, instead of what the results say."
              + " May be given several times.")
  private List<String> baselines = List.of();

  @Option(
      names = "--skip-missing",
      description = "Leave out files that do not exist, and write nothing if none does.")
  private boolean skipMissing;

  @Override
  public Integer call() throws IOException {
    List<Path> present = skipMissing ? files.stream().filter(Files::exists).toList() : files;
    if (present.isEmpty()) {
      spec.commandLine().getOut().println("No page: none of the files exists");
      return 0;
    }
    Input input = Input.of(present);
    ReportOptions options = new ReportOptions(baselines);
    Path html = page(input, options, target.nameOr(defaultName(present))).write(target.folder());
    input.printLeftOut(spec.commandLine().getOut());
    spec.commandLine().getOut().println("Page: " + html);
    return 0;
  }

  static String defaultName(List<Path> files) {
    return files.size() == 1 ? Input.end(files.get(0), 1) : "report";
  }

  static Page page(Input input, ReportOptions options, String pageName) throws IOException {
    Map<String, JmhRun> runs = new LinkedHashMap<>();
    input.runs().forEach((name, run) -> runs.put(name, options.applied(run)));
    List<Section> sections = new ArrayList<>(SideBySideSections.of(runs));
    runs.forEach(
        (name, run) -> {
          String called = runs.size() == 1 ? "" : name;
          sections.addAll(BenchmarkSections.of(called, run.results()));
          sections.addAll(ColdStartSections.of(called, run.coldStarts()));
          if (!run.leftOut().isEmpty()) {
            sections.add(LeftOut.section(called, run.leftOut()));
          }
        });
    List<Section> evidence = EvidenceSections.of(input.documents());
    sections.addAll(evidence);
    return new Page(pageName, title(input), points(runs, evidence), sections);
  }

  private static String title(Input input) {
    if (input.documents().isEmpty()) {
      return "Benchmarks: " + String.join(", ", input.runs().keySet());
    }
    return input.runs().isEmpty() ? "The theory on trial" : "Benchmarks and verification";
  }

  private static List<String> points(Map<String, JmhRun> runs, List<Section> evidence) {
    List<String> points = new ArrayList<>(BenchmarkNotes.points(runs));
    points.addAll(BenchmarkNotes.withoutBaseline(runs));
    evidence.stream()
        .filter(section -> section.tables().isEmpty() || section.title().startsWith("Claims"))
        .forEach(section -> points.add(section.title() + ": " + section.text()));
    return points;
  }
}
