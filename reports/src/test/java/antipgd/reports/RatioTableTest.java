package antipgd.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatioTableTest {

  @Test
  void comparesWithEachBaselineAtTheSameParameters() throws Exception {
    Path file = Path.of(RatioTableTest.class.getResource("jmh.json").toURI());
    Legend legend =
        new Legend(
            Map.of("a.b.StepBenchmark", List.of("gd", "none")),
            Map.of("a.b.StepBenchmark.gd", 12, "a.b.StepBenchmark.simd", 20));

    assertThat(RatioTable.of(JmhFile.read(file), legend))
        .isEqualTo(
            """
            - cpu: Z80
            - command: java -jar benchmarks.jar

            ### StepBenchmark

            |    n | kernel                  | ns/element |  GB/s |  x gd | x none |  forks, ns/element | B/op |
            |-----:|-------------------------|-----------:|------:|------:|-------:|-------------------:|-----:|
            |   20 | simd law=GAUSSIAN       |    25.0000 |   0.8 |     - |      - |                  - |    - |
            | 1000 | gd                      |     0.1300 |  92.3 |  1.00 |      - |     0.1100..0.1500 |  0.0 |
            | 1000 | simd law=GAUSSIAN       |     0.0650 | 307.7 |  2.00 |      - |     0.0640..0.0660 |    - |
            | 1000 | simd law=GAUSSIAN thrpt |     0.1250 | 320.0 |     - |      - |     0.0500..0.2000 |    - |
            | 1000 | slow                    |   240.0000 |     - | 0.001 |      - | 200.0000..280.0000 |    - |


            ### Foreign

            | n | kernel | ns/element | GB/s | forks, ns/element | B/op |
            |--:|--------|-----------:|-----:|------------------:|-----:|
            | - | parse  |          - |    - |                 - | 24.0 |

            B/op holds some KB an iteration that JMH itself allocates: they show where calls are long.
            """);
  }
}
