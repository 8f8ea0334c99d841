// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatioTableTest {

  @TempDir private Path folder;

  @Test
  void comparesWithEachBaselineAtTheSameParameters() throws Exception {
    Path file = Path.of(RatioTableTest.class.getResource("jmh.json").toURI());

    assertThat(RatioTable.of(JmhRun.read(file).results()))
        .isEqualTo(
            """
            - cpu: Z80
            - command: java -jar benchmarks.jar

            ### Step

            |    n | kernel                            | ns/element | 95 % interval |          forks |  GB/s |                          x gd | B/op |
            |-----:|-----------------------------------|-----------:|--------------:|---------------:|------:|------------------------------:|-----:|
            |   20 | simd law=GAUSSIAN                 |       25.0 |             - |              - |   0.8 |                             - |    - |
            | 1000 | gd                                |      0.130 | 0.0211..0.782 |   0.110..0.150 |  92.3 |                          1.00 |  0.0 |
            | 1000 | simd law=GAUSSIAN                 |     0.0650 | 0.0107..0.396 | 0.0640..0.0660 | 307.7 |          2.00 (0.312..12.5) ? |    - |
            | 1000 | simd law=GAUSSIAN thrpt threads=2 |     0.0800 | 0.00578..1.73 |  0.0500..0.200 | 500.0 |                             - |    - |
            | 1000 | slow                              |        240 |    38.9..1441 |       200..280 |     - | 0.000542 (0.0000857..0.00344) |    - |

            Forks are far apart: gd at n = 1000, 1.36 times; simd law=GAUSSIAN thrpt threads=2 at n = 1000, 4.00 times; slow at n = 1000, 1.40 times.


            ### Step

            |    n | kernel                   | ns/element |  GB/s |
            |-----:|--------------------------|-----------:|------:|
            | 1000 | simd law=GAUSSIAN sample |     0.0650 | 307.7 |

            ### Foreign

            | kernel | ns/op | 95 % interval |      forks | B/op |
            |--------|------:|--------------:|-----------:|-----:|
            | parse  |  8.00 |    1.61..39.2 | 7.00..9.00 | 24.0 |

            Forks are far apart: parse, 1.29 times.

            x is the baseline's time divided by the kernel's, with a 95 % interval over forks. A "?" marks those that cannot be told from 1 at an error rate of 1 % for the whole table, which asks for more than one interval does.
            B/op holds some KB an iteration that JMH itself allocates: they show where calls are long.
            """);
  }

  /** As it was printed on a slower machine, in us: the first iteration was still being compiled. */
  @Test
  void comparesWhatIsNotSteadyWithNothing() throws Exception {
    Path file = folder.resolve("late.json");
    String result =
        """
        {"mode": "avgt", "benchmark": "a.FillBenchmark.%s", "threads": 1,
         "legend": {"baselines": ["jdk"], "bytesPerElement": 4, "limit": false},
         "params": {"n": "65536"},
         "primaryMetric": {"scoreUnit": "us/op", "rawData": [%s, [420, 421, 419, 424, 418]]}}
        """;
    Files.writeString(
        file,
        "["
            + result.formatted("simd20", "[15102, 154, 102, 115, 124]")
            + ","
            + result.formatted("jdk", "[425, 421, 423, 419, 420]")
            + "]");

    assertThat(RatioTable.of(JmhRun.read(file).results()))
        .contains(
            """
            |     n | kernel              | ns/element | 95 % interval |      forks | GB/s | x jdk |
            |------:|---------------------|-----------:|--------------:|-----------:|-----:|------:|
            | 65536 | simd20 (not steady) |       4.15 |             - | 1.89..6.41 |  1.0 |     - |
            | 65536 | jdk                 |       6.42 |    6.32..6.51 | 6.41..6.42 |  0.6 |  1.00 |

            Not steady, so compared with nothing: simd20 at n = 65536, whose fork 1 was still warming up: its first iteration took 126 times as long as the others.
            """);
  }

  /** 131072 cycles in 32768 ns. */
  @Test
  void tellsTheClockWhereCyclesAreKnown() throws Exception {
    Path file = folder.resolve("clock.json");
    Files.writeString(
        file,
        """
        [{"mode": "avgt", "benchmark": "a.ClockBenchmark.chain", "threads": 1,
          "legend": {"baselines": [], "bytesPerElement": 0, "limit": true, "length": "", "cycles": 131072.0},
          "primaryMetric": {"scoreUnit": "us/op", "rawData": [[32.768], [32.768]]}}]
        """);

    assertThat(RatioTable.of(JmhRun.read(file).results()).replaceAll(" +", " "))
        .contains("| kernel | us/op | 95 % interval | forks | GHz |", " 32.8..32.8 | 4.00 |");
  }
}
