// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.verification.settings.Names;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options whose values are constants of an enum. */
abstract class NameConverter<E extends Enum<E>> implements ITypeConverter<E> {

  private final List<E> values;

  NameConverter(E[] values) {
    this.values = List.of(values);
  }

  @Override
  public E convert(String name) {
    return Names.find(name, values)
        .orElseThrow(() -> new TypeConversionException(name + ": must be " + Names.oneOf(values)));
  }
}
