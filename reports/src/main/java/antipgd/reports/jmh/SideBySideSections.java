// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.reports.page.EnvironmentTable;
import antipgd.reports.page.Section;
import antipgd.reports.page.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The speed-ups of several runs, a column a run, as of several machines. Each ratio is one within a
 * run, so that machines of any speed may stand side by side; {@code compare} sets times of runs
 * against each other instead.
 */
public final class SideBySideSections {

  private static final String ABOUT =
      "Each ratio is one within its run: the time of the baseline divided by the kernel's, with a"
          + " 95 % interval. A \"?\" marks those that cannot be told from 1 at the error rate of"
          + " the run's table.";

  private static final Set<String> OF_A_RUN = Set.of("date", "command");

  private SideBySideSections() {}

  /** A class in one of the runs. */
  private record Column(String run, BenchmarkClass of, Speedups speedups) {

    Optional<JmhResult> result(Row row) {
      return of.results().stream().filter(each -> Row.of(this, each).equals(row)).findFirst();
    }
  }

  /** A kernel at a length, by whatever parameters the run found. */
  private record Row(String length, String kernel) {

    static Row of(Column column, JmhResult result) {
      List<String> hidden = new ArrayList<>(result.legend().found());
      hidden.add(column.of().length());
      return new Row(result.params().getOrDefault(column.of().length(), ""), result.label(hidden));
    }
  }

  /**
   * Makes a section for what the runs are, and one for each class that several of them compare with
   * the same baseline.
   *
   * @param runs by name
   * @return sections; none if no class is in several runs
   */
  public static List<Section> of(Map<String, JmhRun> runs) {
    Map<String, List<Column>> byClass = new LinkedHashMap<>();
    runs.forEach(
        (run, file) ->
            BenchmarkClass.of(file.results())
                .forEach(
                    each ->
                        byClass
                            .computeIfAbsent(each.name(), name -> new ArrayList<>())
                            .add(new Column(run, each, new Speedups(each)))));
    List<Section> sections = new ArrayList<>();
    byClass.forEach(
        (name, columns) -> {
          List<Table> tables = tables(columns);
          if (!tables.isEmpty()) {
            sections.add(
                new Section(
                    "Side by side: " + name,
                    ABOUT,
                    List.of(),
                    tables,
                    EnvironmentTable.of(Map.of())));
          }
        });
    if (!sections.isEmpty()) {
      sections.add(0, whatTheyAre(runs));
    }
    return sections;
  }

  private static List<Table> tables(List<Column> columns) {
    return columns.stream()
        .flatMap(column -> column.of().baselines().stream())
        .distinct()
        .flatMap(baseline -> table(baseline, columns).stream())
        .toList();
  }

  /** Of kernels that are no baselines, against one. */
  private static Optional<Table> table(String baseline, List<Column> all) {
    List<Column> columns =
        all.stream().filter(column -> column.of().baselines().contains(baseline)).toList();
    if (columns.stream().map(Column::run).distinct().count() < 2) {
      return Optional.empty();
    }
    Set<Row> rows = new LinkedHashSet<>();
    for (Column column : columns) {
      column.of().results().stream()
          .filter(result -> !column.of().baselines().contains(result.method()))
          .forEach(result -> rows.add(Row.of(column, result)));
    }
    Table.Builder<Row> table = new Table.Builder<>();
    if (columns.stream().allMatch(column -> column.of().isSized())) {
      table.number(columns.get(0).of().length(), Row::length);
    }
    table.text("kernel", Row::kernel);
    for (Column column : columns) {
      table.number(
          column.run(),
          row ->
              column
                  .result(row)
                  .flatMap(result -> column.speedups().over(baseline, result))
                  .map(Speedups::text)
                  .orElse(Table.NOTHING));
    }
    return Optional.of(table.of("x " + baseline, List.copyOf(rows)));
  }

  /** Where the runs differ, and what each found. */
  private static Section whatTheyAre(Map<String, JmhRun> runs) {
    Map<String, Map<String, String>> environments = new LinkedHashMap<>();
    runs.forEach(
        (run, file) ->
            environments.put(
                run,
                Environments.joined(
                    file.results().stream().map(JmhResult::environment).distinct().toList())));
    List<String> differing =
        environments.values().stream()
            .flatMap(environment -> environment.keySet().stream())
            .distinct()
            .filter(name -> !OF_A_RUN.contains(name))
            .filter(
                name ->
                    environments.values().stream().map(each -> each.get(name)).distinct().count()
                        > 1)
            .toList();
    Table.Builder<String> table = new Table.Builder<String>().text("run", run -> run);
    for (String name : differing) {
      table.text(name, run -> environments.get(run).getOrDefault(name, Table.NOTHING));
    }
    if (runs.values().stream().anyMatch(run -> !found(run).isEmpty())) {
      table.text("found by the run", run -> found(runs.get(run)));
    }
    return new Section(
        "Side by side: the runs",
        "What differs between them.",
        List.of(),
        List.of(table.of("", List.copyOf(runs.keySet()))),
        EnvironmentTable.of(Map.of()));
  }

  private static String found(JmhRun run) {
    return run.results().stream()
        .filter(result -> !result.legend().found().isEmpty())
        .filter(result -> result.legend().baselines().contains(result.method()))
        .map(SideBySideSections::found)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String found(JmhResult result) {
    return ClassNames.of(List.of(result.benchmarkClass())).get(result.benchmarkClass())
        + "."
        + result.method()
        + ": "
        + result.legend().found().stream()
            .map(name -> result.params().get(name))
            .collect(Collectors.joining(" "));
  }
}
