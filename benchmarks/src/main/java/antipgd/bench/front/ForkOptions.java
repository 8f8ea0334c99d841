package antipgd.bench.front;

import antipgd.step.VectorModule;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Optional;

/** The user's options, except that every fork has the Vector API and the front writes the JSON. */
final class ForkOptions extends OptionsBuilder {

  private static final long serialVersionUID = 1L;

  private final boolean json;

  ForkOptions(CommandLineOptions asked) {
    json = asked.getResultFormat().orElse(ResultFormatType.JSON) == ResultFormatType.JSON;
    List<String> prepended = new ArrayList<>(List.of(VectorModule.OPTION));
    prepended.addAll(asked.getJvmArgsPrepend().orElse(List.of()));
    parent(asked);
    jvmArgsPrepend(prepended.toArray(String[]::new));
  }

  /** The name of the JSON file, which is written beside a file in another format, too. */
  String resultFile() {
    return json ? super.getResult().orElse(ResultFile.DEFAULT) : ResultFile.DEFAULT;
  }

  @Override
  public Optional<String> getResult() {
    return json ? Optional.none() : super.getResult();
  }

  @Override
  public Optional<ResultFormatType> getResultFormat() {
    return json ? Optional.none() : super.getResultFormat();
  }
}
