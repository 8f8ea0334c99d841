package antipgd.verification.explore;

import antipgd.descent.Rule;
import antipgd.landscape.HiddenLayerNetwork.Activation;
import antipgd.noise.Law;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Enum names as one types them: anti-pgd for ANTI_PGD. */
abstract class Names<E extends Enum<E>> implements ITypeConverter<E> {

  private final E[] values;

  Names(E[] values) {
    this.values = values;
  }

  @Override
  public E convert(String name) {
    return Arrays.stream(values)
        .filter(value -> typed(value).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    name
                        + ": must be one of "
                        + String.join(", ", Arrays.stream(values).map(Names::typed).toList())));
  }

  static String typed(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Update rules. */
  static final class OfRule extends Names<Rule> {
    OfRule() {
      super(Rule.values());
    }
  }

  /** Laws of the noise. */
  static final class OfLaw extends Names<Law> {
    OfLaw() {
      super(Law.values());
    }
  }

  /** Activations of a network. */
  static final class OfActivation extends Names<Activation> {
    OfActivation() {
      super(Activation.values());
    }
  }
}
