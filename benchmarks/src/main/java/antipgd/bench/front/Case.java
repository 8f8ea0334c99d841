// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import antipgd.bench.Contest;
import antipgd.reports.jmh.JmhResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * A single measurement: a benchmark in a mode at one set of parameters.
 *
 * @param benchmark class and method
 * @param mode what it measures
 * @param params values by name
 */
record Case(String benchmark, Mode mode, Map<String, String> params) {

  Case {
    params = new TreeMap<>(params);
  }

  /** The user's options for this case alone. */
  Options options(Options all) {
    return only(all).build();
  }

  /** The same for one fork with another warm-up. */
  Options oneFork(Options all, int warmUpIterations) {
    return only(all).forks(1).warmupIterations(warmUpIterations).build();
  }

  private ChainedOptionsBuilder only(Options all) {
    ChainedOptionsBuilder options = new Only(benchmark).parent(all).mode(mode);
    params.forEach(options::param);
    return options;
  }

  boolean isOpen() {
    return !open().isEmpty();
  }

  /** The parameters whose values the run has still to find. */
  List<String> open() {
    return params.keySet().stream()
        .filter(name -> params.get(name).equals(Contest.FASTEST))
        .toList();
  }

  boolean isOf(JmhResult result) {
    return benchmark.equals(result.benchmarkClass() + "." + result.method())
        && mode.shortLabel().equals(result.mode())
        && params.equals(result.params());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(benchmark.replaceFirst("^.*[.](\\w+[.]\\w+)$", "$1"));
    params.forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
    return text.toString();
  }

  /** Other includes would be added to these, and what is planned is not excluded. */
  private static final class Only extends OptionsBuilder {

    private static final long serialVersionUID = 1L;

    private final String benchmark;

    Only(String benchmark) {
      this.benchmark = benchmark;
    }

    @Override
    public List<String> getIncludes() {
      return List.of("^" + Pattern.quote(benchmark) + "$");
    }

    @Override
    public List<String> getExcludes() {
      return List.of();
    }
  }
}
