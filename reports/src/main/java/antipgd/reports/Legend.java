package antipgd.reports;

import java.util.List;
import java.util.Map;

/**
 * What JMH's JSON does not say about benchmarks and their source does. Benchmarks that are missing
 * here are shown without it.
 *
 * @param baselines names of the methods that the others are compared with, by class
 * @param bytesPerElement algorithmic traffic in bytes an element, by {@code class.method}
 */
public record Legend(Map<String, List<String>> baselines, Map<String, Integer> bytesPerElement) {

  /** Copies the maps. */
  public Legend {
    baselines = Map.copyOf(baselines);
    bytesPerElement = Map.copyOf(bytesPerElement);
  }
}
