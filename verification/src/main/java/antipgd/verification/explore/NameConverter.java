package antipgd.verification.explore;

import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Enum names as one types them: anti-pgd for ANTI_PGD. */
abstract class NameConverter<E extends Enum<E>> implements ITypeConverter<E> {

  private final E[] values;

  NameConverter(E[] values) {
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
                        + String.join(
                            ", ", Arrays.stream(values).map(NameConverter::typed).toList())));
  }

  static String typed(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
