// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.bench.Contest;
import antipgd.documents.JmhFile;
import antipgd.documents.JmhRecord;
import antipgd.documents.JsonFile;
import antipgd.reports.jmh.JmhResult;
import antipgd.reports.jmh.JmhRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;

/** A run that finds a parameter by itself, with times that are written down. */
class ContestsTest {

  private static final String FASTEST = Contest.FASTEST;

  @TempDir private Path folder;

  private final Contests contests = new Contests(ContestsTest::cases);

  /**
   * A fill by each of two generators and methods; the step by each generator; and who asks. Only
   * their annotations are read.
   */
  public static class Some {

    public void fill() {}

    @Contest(in = Some.class, method = "fill")
    public void step() {}

    @Contest(in = Some.class, method = "step")
    public void asks() {}

    @Contest(in = Some.class, method = "fill", where = "generator=B")
    public void asksOfB() {}
  }

  private static Planned planned(String method, String... params) {
    Map<String, String> byName =
        List.of(params).stream()
            .map(param -> param.split("="))
            .collect(Collectors.toMap(param -> param[0], param -> param[1]));
    return new Planned(
        new Case(Some.class.getName() + "." + method, Mode.AverageTime, byName), null, null);
  }

  private static List<Planned> cases(Contest contest) {
    List<Planned> all = new ArrayList<>();
    for (String generator : List.of("A", "B")) {
      if (contest.method().equals("step")) {
        all.add(planned("step", "n=64", "generator=" + generator, "method=" + FASTEST));
      } else {
        for (String method : List.of("X", "Y")) {
          all.add(planned("fill", "n=64", "generator=" + generator, "method=" + method));
        }
      }
    }
    return all;
  }

  private static final Planned ASKS =
      planned("asks", "n=4096", "law=GAUSSIAN", "generator=" + FASTEST, "method=" + FASTEST);

  private static String row(String method, double ns, boolean drifts, String generator, String by) {
    String iterations =
        drifts ? "[9,8,7,6,5,4,3,2,1,%1$s]" : "[%1$s,%1$s,%1$s,%1$s,%1$s,%1$s,%1$s,%1$s,%1$s,%1$s]";
    return String.format(
        Locale.ROOT,
        """
        {"benchmark": "%s.%s", "mode": "avgt", "params": {"n": "64", "generator": "%s", "method": "%s"},
         "primaryMetric": {"scoreUnit": "ns/op", "rawData": [%s]}}""",
        Some.class.getName(),
        method,
        generator,
        by,
        iterations.formatted(String.valueOf(ns)));
  }

  private List<JmhResult> results(String... rows) throws Exception {
    Path file = folder.resolve("result.json");
    Files.writeString(file, "[" + String.join(",", rows) + "]");
    assertThat(JmhFile.of(JsonFile.read(file)).records())
        .extracting(JmhRecord::benchmark)
        .hasSize(rows.length);
    return JmhRun.read(file).results();
  }

  private static List<String> names(List<Planned> plan) {
    return plan.stream()
        .map(each -> each.what().toString().replace(Some.class.getName(), "Some"))
        .toList();
  }

  @Test
  void contestsComeBeforeWhoAsks() {
    assertThat(names(contests.with(List.of(planned("fill", "n=1"), ASKS, ASKS))))
        .containsExactly(
            "Some.fill n=1",
            "Some.fill generator=A method=X n=64",
            "Some.fill generator=A method=Y n=64",
            "Some.step generator=A method=fastest n=64",
            "Some.fill generator=B method=X n=64",
            "Some.fill generator=B method=Y n=64",
            "Some.step generator=B method=fastest n=64",
            "Some.asks generator=fastest law=GAUSSIAN method=fastest n=4096");
  }

  @Test
  void onlyCandidatesAreMeasured() {
    Planned ofB = planned("asks", "n=4096", "generator=B", "method=" + FASTEST);

    assertThat(names(contests.with(List.of(ofB))))
        .hasSize(4)
        .noneMatch(name -> name.contains("generator=A"));
  }

  @Test
  void theAnnotationMayNarrowTheCandidates() throws Exception {
    Planned ofB = planned("asksOfB", "n=4096", "method=" + FASTEST);

    assertThat(names(contests.with(List.of(ofB))))
        .hasSize(3)
        .noneMatch(name -> name.contains("generator=A"));
    assertThat(
            contests.closed(
                ofB.what(),
                results(
                    row("fill", 1, false, "A", "X"),
                    row("fill", 3, false, "B", "X"),
                    row("fill", 2, false, "B", "Y"))))
        .hasValueSatisfying(
            of -> assertThat(of.params()).isEqualTo(Map.of("n", "4096", "method", "Y")));
  }

  @Test
  void takesTheParametersOfTheFastest() throws Exception {
    List<JmhResult> fills =
        results(
            row("fill", 4, false, "A", "X"),
            row("fill", 3, false, "A", "Y"),
            row("fill", 1, false, "B", "X"),
            row("fill", 2, false, "B", "Y"));

    Planned stepOfA = planned("step", "n=64", "generator=A", "method=" + FASTEST);
    assertThat(contests.closed(stepOfA.what(), fills))
        .hasValueSatisfying(of -> assertThat(of.params()).containsEntry("method", "Y"));
    assertThat(contests.closed(ASKS.what(), fills)).isEmpty();

    List<JmhResult> all =
        results(
            row("fill", 4, false, "A", "X"),
            row("fill", 3, false, "A", "Y"),
            row("fill", 1, false, "B", "X"),
            row("fill", 2, false, "B", "Y"),
            row("step", 5, false, "A", "Y"),
            row("step", 6, false, "B", "X"));
    assertThat(contests.closed(ASKS.what(), all))
        .hasValueSatisfying(
            of ->
                assertThat(of.params())
                    .isEqualTo(
                        Map.of("n", "4096", "law", "GAUSSIAN", "generator", "A", "method", "Y")));
  }

  /** A neighbour slowed down a fork of the one that should win. */
  @Test
  void theFastestForkCounts() throws Exception {
    Planned step = planned("step", "n=64", "generator=A", "method=" + FASTEST);
    String disturbed =
        row("fill", 1, false, "A", "X")
            .replace("\"rawData\": [", "\"rawData\": [[9, 9, 9, 9, 9], ");

    assertThat(contests.closed(step.what(), results(disturbed, row("fill", 2, false, "A", "Y"))))
        .hasValueSatisfying(of -> assertThat(of.params()).containsEntry("method", "X"));
  }

  @Test
  void anUnsteadyRowWinsOnlyAmongItsLike() throws Exception {
    Planned step = planned("step", "n=64", "generator=A", "method=" + FASTEST);
    String slow = row("fill", 40, false, "A", "X");
    String unsteady = row("fill", 0.5, true, "A", "Y");

    assertThat(contests.closed(step.what(), results(slow, unsteady)))
        .hasValueSatisfying(of -> assertThat(of.params()).containsEntry("method", "X"));
    assertThat(contests.closed(step.what(), results(unsteady)))
        .hasValueSatisfying(of -> assertThat(of.params()).containsEntry("method", "Y"));
  }

  @Test
  void whatIsNotOpenStaysAsItIs() {
    Case given = planned("asks", "generator=A").what();

    assertThat(given.open()).isEmpty();
    assertThat(contests.closed(given, List.of())).contains(given);
    assertThat(ASKS.what().open()).containsExactly("generator", "method");
  }
}
