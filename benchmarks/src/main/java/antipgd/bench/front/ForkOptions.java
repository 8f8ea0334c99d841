// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import antipgd.step.VectorModule;
import antipgd.step.VmOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Optional;

/**
 * The user's options, except that every fork has the Vector API, its compilers are watched, and the
 * front end writes results.
 */
final class ForkOptions extends OptionsBuilder {

  private static final long serialVersionUID = 1L;

  private final CommandLineOptions asked;

  /**
   * Takes the user's options.
   *
   * @param asked JMH's options
   * @param ofHost the options of this VM, which JMH hands on to forks where nobody says otherwise;
   *     but a fork cannot have a port or a file that this VM has
   */
  ForkOptions(CommandLineOptions asked, VmOptions ofHost) {
    this.asked = asked;
    List<String> prepended = new ArrayList<>(List.of(VectorModule.OPTION));
    prepended.addAll(asked.getJvmArgsPrepend().orElse(List.of()));
    parent(asked);
    if (!ofHost.own().isEmpty() && !asked.getJvmArgs().hasValue()) {
      jvmArgs(ofHost.shared().toArray(String[]::new));
    }
    jvmArgsPrepend(prepended.toArray(String[]::new));
    addProfiler(CompilerWatch.class);
  }

  private boolean json() {
    return asked.getResultFormat().orElse(ResultFormatType.JSON) == ResultFormatType.JSON;
  }

  /** The name of the JSON file, which is written beside a file in another format, too. */
  String resultFile() {
    return json() ? asked.getResult().orElse(ResultFile.DEFAULT) : ResultFile.DEFAULT;
  }

  /** Another format that was asked for. */
  Optional<ResultFormatType> otherFormat() {
    return json() ? Optional.none() : asked.getResultFormat();
  }

  /** Where that goes. */
  String otherFile() {
    return asked
        .getResult()
        .orElse(
            Defaults.RESULT_FILE_PREFIX
                + "."
                + otherFormat().get().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public Optional<String> getResult() {
    return Optional.none();
  }

  @Override
  public Optional<ResultFormatType> getResultFormat() {
    return Optional.none();
  }
}
