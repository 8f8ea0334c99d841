// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import java.util.List;

/**
 * What the user of a report asks for.
 *
 * @param baselines methods to compare with, in the classes that have them, instead of what the
 *     results say
 */
public record ReportOptions(List<String> baselines) {

  /** Shows results as they are. */
  public static final ReportOptions NONE = new ReportOptions(List.of());

  /** Copies the list. */
  public ReportOptions {
    baselines = List.copyOf(baselines);
  }

  /**
   * Takes the chosen baselines into results.
   *
   * @param run what a file holds
   * @return the same with the chosen baselines, in classes that have one of them
   */
  public JmhRun applied(JmhRun run) {
    return run.with(
        Environments.groups(run.results(), JmhResult::benchmarkClass).values().stream()
            .flatMap(ofClass -> withBaselines(ofClass).stream())
            .toList());
  }

  private List<JmhResult> withBaselines(List<JmhResult> ofClass) {
    List<String> chosen =
        baselines.stream()
            .filter(name -> ofClass.stream().anyMatch(result -> result.method().equals(name)))
            .toList();
    return chosen.isEmpty()
        ? ofClass
        : ofClass.stream().map(result -> result.comparedWith(chosen)).toList();
  }
}
