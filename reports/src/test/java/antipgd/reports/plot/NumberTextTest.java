// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "0.125, 0.125",
    "0.3, 0.3",
    "1536, 1536",
    "16384, 16384",
    "123456, 123456",
    "1e6, 1e6",
    "1.2549e7, 1.25e7",
    "1e-4, 1e-4",
    "-2.5e-100, -2.5e-100",
    "-0.5, -0.5",
    "100, 100",
    "Infinity, Infinity",
    "NaN, NaN"
  })
  void numbersHaveFewDigits(double value, String text) {
    assertThat(NumberText.shown(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1.23456, 1.235", "1.0001, 1", "12345.6, 12346", "2.7849e-7, 2.785e-7"})
  void numbersHaveAsManyDigitsAsAsked(double value, String text) {
    assertThat(NumberText.shown(value, 4)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.25, 0.250", "1, 1.00", "0.9996, 1.000", "1234567, 1234567", "0, 0", "NaN, NaN"})
  void significantDigitsKeepZeros(double value, String text) {
    assertThat(NumberText.significant(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"512, 512", "65536, 64K", "1536, 1.5K", "16777216, 16M", "1099511627776, 1024G"})
  void countsAreInUnitsOf1024(double value, String text) {
    assertThat(NumberText.binary(value)).isEqualTo(text);
  }
}
