// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.step.VmOptions;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.util.Optional;

class ForkOptionsTest {

  private static final List<String> SHARED = List.of("-Xmx1g");

  private static Optional<Collection<String>> jvmArgs(List<String> own, String... asked)
      throws CommandLineOptionException {
    return new ForkOptions(new CommandLineOptions(asked), new VmOptions(SHARED, own)).getJvmArgs();
  }

  /** JMH itself hands all options of its VM on. */
  @Test
  void forksAreWithoutWhatTheirHostAloneCanHave() throws CommandLineOptionException {
    List<String> port = List.of("-Dcom.sun.management.jmxremote.port=9010");
    assertThat(jvmArgs(port).get()).isEqualTo(SHARED);
    assertThat(jvmArgs(port, "-jvmArgs", "-Xmx2g").get()).containsExactly("-Xmx2g");
    assertThat(jvmArgs(List.of()).hasValue()).isFalse();
  }
}
