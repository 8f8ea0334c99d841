// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class HardwareFmaTest {

  /** A VM without is for the tests of the choice of a kernel, which start VMs of their own. */
  @Test
  void measuresWhatTheVmSays() {
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    assertThat(HardwareFma.isPresent())
        .isEqualTo(Boolean.parseBoolean(vm.getVMOption("UseFMA").getValue()));
  }
}
