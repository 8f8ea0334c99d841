// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.reports.jmh.Family.Ratio;
import antipgd.reports.page.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/**
 * How often tables in which nothing differs call something a difference, how often intervals hold
 * the truth, and what effects are seen. Forks are drawn with a fixed seed, so the figures are the
 * same in each build, and {@code docs/benchmarks.md} holds them.
 */
class FamilyCalibrationTest {

  private static final int TABLES = 1000;
  private static final int ROWS = 20;
  private static final List<Integer> FORKS = List.of(2, 3, 5, 10);

  /** How often the test of a rate fails by chance, for one law and number of forks. */
  private static final double TEST_FALSE_ALARMS = 1e-4;

  private static final List<List<Double>> RECORDED = recorded();

  /** How the logarithms of forks' times vary; rows 2 i and 2 i + 1 of a table are compared. */
  private enum Law {
    NORMAL("normal, 10 %") {
      @Override
      void fill(Random random, double[]... table) {
        fillBy(() -> 0.1 * random.nextGaussian(), table);
      }
    },
    TENFOLD("normal, from 1 % to 10 % in different rows") {
      @Override
      void fill(Random random, double[]... table) {
        for (int i = 0; i < table.length; i += 2) {
          double spread = Math.pow(10, -1 - random.nextDouble());
          fillBy(() -> spread * random.nextGaussian(), table[i], table[i + 1]);
        }
      }
    },
    SIDES("normal, 1 % in one run and 10 % in the other") {
      @Override
      void fill(Random random, double[]... table) {
        for (int i = 0; i < table.length; i += 2) {
          fillBy(() -> 0.01 * random.nextGaussian(), table[i]);
          fillBy(() -> 0.1 * random.nextGaussian(), table[i + 1]);
        }
      }
    },
    HEAVY("Student's with 3 degrees of freedom, scaled by 3 %") {
      @Override
      void fill(Random random, double[]... table) {
        fillBy(
            () -> {
              double squares = 0;
              for (int i = 0; i < 3; i++) {
                squares += Math.pow(random.nextGaussian(), 2);
              }
              return 0.03 * random.nextGaussian() / Math.sqrt(squares / 3);
            },
            table);
      }
    },
    TWO_LEVELS("two levels 1.5 apart by chance, 2 % on each") {
      @Override
      void fill(Random random, double[]... table) {
        fillBy(() -> twoLevels(random), table);
      }
    },
    SLOW_FORK("2 %, one fork of the table three times slower") {
      @Override
      void fill(Random random, double[]... table) {
        fillBy(() -> 0.02 * random.nextGaussian(), table);
        double[] hit = table[random.nextInt(table.length)];
        hit[random.nextInt(hit.length)] += Math.log(3);
      }
    },
    SLOW_FORKS("2 %, one fork in 20 up to three times slower") {
      @Override
      void fill(Random random, double[]... table) {
        fillBy(
            () ->
                0.02 * random.nextGaussian()
                    + (random.nextInt(20) == 0 ? Math.log(1 + 2 * random.nextDouble()) : 0),
            table);
      }
    },
    OF_RUNS("differences between the forks of this project's runs") {
      @Override
      void fill(Random random, double[]... table) {
        for (int i = 0; i < table.length; i += 2) {
          List<Double> ofOne = RECORDED.get(random.nextInt(RECORDED.size()));
          fillBy(
              () -> (random.nextBoolean() ? 1 : -1) * ofOne.get(random.nextInt(ofOne.size())),
              table[i],
              table[i + 1]);
        }
      }
    },
    FEW_TWO_LEVELS("two levels in one row of ten, 2 % in the others") {
      @Override
      void fill(Random random, double[]... table) {
        for (int i = 0; i < table.length; i += 2) {
          boolean two = random.nextInt(10) == 0;
          fillBy(
              () -> two ? twoLevels(random) : 0.02 * random.nextGaussian(), table[i], table[i + 1]);
        }
      }
    };

    private final String text;

    Law(String text) {
      this.text = text;
    }

    abstract void fill(Random random, double[]... table);

    private static void fillBy(DoubleSupplier fork, double[]... rows) {
      for (double[] row : rows) {
        Arrays.setAll(row, i -> fork.getAsDouble());
      }
    }

    private static double twoLevels(Random random) {
      return (random.nextBoolean() ? Math.log(1.5) : 0) + 0.02 * random.nextGaussian();
    }

    /** The forks of two results a row. */
    List<List<Double>> table(Random random, int rows, int forks) {
      double[][] table = new double[2 * rows][forks];
      fill(random, table);
      return Arrays.stream(table)
          .map(row -> Arrays.stream(row).mapToObj(Math::exp).toList())
          .toList();
    }
  }

  /**
   * For each benchmark that at least four of this project's runs had in two forks each: what a fork
   * took over the other. As logarithms and over sqrt(2) they vary as a fork does.
   */
  private static List<List<Double>> recorded() {
    try (InputStream ratios = FamilyCalibrationTest.class.getResourceAsStream("fork-ratios.csv")) {
      return new String(ratios.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(
              line ->
                  Arrays.stream(line.split(","))
                      .map(ratio -> Math.log(Double.parseDouble(ratio)) / Math.sqrt(2))
                      .toList())
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What became of a number of tables. */
  private record Outcome(int tables, int withVerdict, double covered) {

    static Outcome of(Law law, int rows, int forks, int tables) {
      Random random = new Random(2022 + 100L * law.ordinal() + forks);
      int withVerdict = 0;
      long covered = 0;
      for (int i = 0; i < tables; i++) {
        List<Ratio> ratios = ratios(law.table(random, rows, forks));
        withVerdict += ratios.stream().anyMatch(r -> r.isMore() || r.isLess()) ? 1 : 0;
        covered += ratios.stream().map(Ratio::estimate).filter(r -> holds(r, 1)).count();
      }
      return new Outcome(tables, withVerdict, (double) covered / ((long) rows * tables));
    }

    /** Counts up to the answer come by in all but few tests of a rate that is as declared. */
    static int most(int tables) {
      return new BinomialDistribution(null, tables, Family.FALSE_ALARMS)
          .inverseCumulativeProbability(1 - TEST_FALSE_ALARMS);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%d, %.1f %%", withVerdict, 100 * covered);
    }
  }

  private static List<Ratio> ratios(List<List<Double>> table) {
    Family family = new Family(table, table.size() / 2);
    List<Ratio> ratios = new ArrayList<>();
    for (int i = 0; i < table.size(); i += 2) {
      ratios.add(family.ratio(table.get(i + 1), table.get(i)));
    }
    return ratios;
  }

  private static boolean holds(Estimate interval, double truth) {
    return interval.lower() <= truth && truth <= interval.upper();
  }

  /**
   * All laws but the last, which no two forks can tell from a change: both of one run are on one
   * level and both of the other on the other in an eighth of cases.
   */
  @Test
  void callsNothingMoreOftenThanDeclaredAndCoversTheTruth() throws Exception {
    Map<Law, List<Outcome>> outcomes = new LinkedHashMap<>();
    for (Law law : Law.values()) {
      outcomes.put(law, FORKS.stream().map(forks -> Outcome.of(law, ROWS, forks, TABLES)).toList());
    }
    Table.Builder<Law> table = new Table.Builder<Law>().text("forks vary", law -> law.text);
    for (int i = 0; i < FORKS.size(); i++) {
      int column = i;
      table.number(FORKS.get(i) + " forks", law -> outcomes.get(law).get(column).toString());
    }
    assertDocumented(table.of("", List.of(Law.values())));
    outcomes.remove(Law.FEW_TWO_LEVELS);
    assertThat(outcomes)
        .allSatisfy(
            (law, ofLaw) ->
                assertThat(ofLaw)
                    .allSatisfy(
                        outcome -> {
                          assertThat(outcome.withVerdict())
                              .isLessThanOrEqualTo(Outcome.most(TABLES));
                          assertThat(outcome.covered()).isGreaterThan(0.95);
                        }));
  }

  /** As many rows as a large class has, and as few as a small one. */
  @Test
  void holdsForLongTablesAndShortOnes() {
    for (int forks : List.of(2, 5)) {
      for (Law law : List.of(Law.NORMAL, Law.TENFOLD, Law.OF_RUNS)) {
        assertThat(Outcome.of(law, 200, forks, 60).withVerdict())
            .isLessThanOrEqualTo(Outcome.most(60));
        assertThat(Outcome.of(law, 4, forks, TABLES).withVerdict())
            .isLessThanOrEqualTo(Outcome.most(TABLES));
      }
    }
  }

  /** Of one pair, two forks on each side, nothing can be borrowed. */
  @Test
  void isNoSaferThanItsLawForAPairByItself() {
    assertThat(Outcome.of(Law.NORMAL, 1, 2, TABLES).withVerdict())
        .isLessThanOrEqualTo(Outcome.most(TABLES));
    assertThat(Outcome.of(Law.TWO_LEVELS, 1, 2, TABLES).withVerdict()).isBetween(80, 140);
    assertThat(Outcome.of(Law.SIDES, 1, 2, TABLES).withVerdict()).isBetween(20, 60);
  }

  /** A table of kernels beside one baseline: the ratios share its error. */
  @Test
  void holdsWhereAllAreComparedWithOneBaseline() {
    Random random = new Random(2);
    int withVerdict = 0;
    for (int i = 0; i < TABLES; i++) {
      List<List<Double>> results = Law.NORMAL.table(random, 6, 2);
      Family family = new Family(results, results.size() - 1);
      withVerdict +=
          results.stream()
                  .skip(1)
                  .map(kernel -> family.ratio(results.get(0), kernel))
                  .anyMatch(ratio -> ratio.isMore() || ratio.isLess())
              ? 1
              : 0;
    }
    assertThat(withVerdict).isLessThanOrEqualTo(Outcome.most(TABLES));
  }

  /** Of symmetric laws, for which it is clear what the truth is. */
  @Test
  void coversTheTimeOfAResult() {
    for (Law law : List.of(Law.NORMAL, Law.TENFOLD, Law.HEAVY, Law.OF_RUNS)) {
      Random random = new Random(3);
      int covered = 0;
      for (int i = 0; i < 100; i++) {
        List<List<Double>> results = law.table(random, ROWS, 2);
        Family family = new Family(results, 0);
        covered += (int) results.stream().map(family::mean).filter(time -> holds(time, 1)).count();
      }
      assertThat(covered / (100.0 * 2 * ROWS)).as(law.text).isBetween(0.95, 0.995);
    }
  }

  @Test
  void seesWhatTheDocumentationSays() throws Exception {
    record Row(int rows, double spread) {}
    List<Row> rows =
        Stream.of(20, 80)
            .flatMap(n -> Stream.of(0.01, 0.03, 0.1).map(spread -> new Row(n, spread)))
            .toList();
    Map<Integer, List<Double>> seen = Map.of(20, seen(20, 200), 80, seen(80, 50));
    Table.Builder<Row> table =
        new Table.Builder<Row>()
            .number("rows", row -> String.valueOf(row.rows()))
            .number("between forks", row -> Math.round(100 * row.spread()) + " %");
    for (int i = 0; i < FORKS.size(); i++) {
      int column = i;
      table.number(
          FORKS.get(i) + " forks",
          row ->
              String.format(
                  Locale.ROOT,
                  "%.1f %%",
                  100 * Math.expm1(row.spread() * seen.get(row.rows()).get(column))));
    }
    assertDocumented(table.of("", rows));
  }

  /** For each number of forks the effect that nine rows in ten see, in spreads between forks. */
  private static List<Double> seen(int rows, int tables) {
    return FORKS.stream().map(forks -> seen(rows, forks, tables)).toList();
  }

  private static double seen(int rows, int forks, int tables) {
    Random random = new Random(4);
    double[] needed = new double[rows * tables];
    for (int i = 0; i < tables; i++) {
      List<Ratio> ratios = ratios(Law.NORMAL.table(random, rows, forks));
      for (int j = 0; j < rows; j++) {
        needed[i * rows + j] = -Math.log(ratios.get(j).simultaneous().lower()) / 0.1;
      }
    }
    Arrays.sort(needed);
    return needed[(int) (Family.POWER * needed.length)];
  }

  /** The forks that a verdict asks for see ten per cent in nine of ten cases. */
  @Test
  void asksForForksThatSeeTheChange() {
    Random random = new Random(5);
    for (int before : List.of(2, 5)) {
      List<List<Double>> table = Law.NORMAL.table(random, 100, before);
      Family family = new Family(table, ROWS);
      int[] asked =
          Stream.iterate(0, i -> i < table.size(), i -> i + 2)
              .mapToInt(i -> family.forksToSee(1.1, table.get(i), table.get(i + 1)).orElseThrow())
              .sorted()
              .toArray();
      double seen = 0.1 * seen(ROWS, asked[asked.length / 2], 20);
      assertThat(Math.expm1(seen)).isBetween(0.09, 0.105);
    }
  }

  private static void assertDocumented(Table table) throws IOException {
    String documentation = Files.readString(Path.of("..", "docs", "benchmarks.md"));
    assertThat(documentation).contains(table.text());
  }
}
