// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineRunTest {

  @ParameterizedTest
  @CsvSource({
    "AMD EPYC, family 26 model 2, simd-512, OpenJDK 64-Bit Server VM 25.0.3+9-LTS Eclipse Adoptium,"
        + " amd-epyc-26-2-512-jdk25",
    "Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz, family 6 model 106, simd-256,"
        + " OpenJDK 64-Bit Server VM 17.0.15+6-Debian-1deb12u1 Debian,"
        + " intel-xeon-platinum-8375c-6-106-256-jdk17",
    "AMD Ryzen 9 9950X 16-Core Processor, family 26 model 68, simd-512,"
        + " OpenJDK 64-Bit Server VM 27-ea+5 Oracle Corporation, amd-ryzen-9-9950x-26-68-512-jdk27",
    "aarch64, implementer 0x41 part 0xd40, simd-128, OpenJDK 64-Bit Server VM 21+35 Red Hat,"
        + " aarch64-0x41-0xd40-128-jdk21",
    "Z80, unknown, none. It is slow, something else, z80-unknown-unknown-jdkunknown"
  })
  void isNamedByCpuLanesAndJdk(String cpu, String model, String simd, String jdk, String name) {
    assertThat(MachineRun.nameOf(Map.of("cpu", cpu, "model", model, "simd", simd, "jdk", jdk)))
        .isEqualTo(name);
  }
}
