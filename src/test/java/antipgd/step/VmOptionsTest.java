// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VmOptionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-agentlib:jdwp=transport=dt_socket,server=y,address=5005",
        "-agentpath:/opt/profiler.so=start,file=profile.html",
        "-javaagent:exporter.jar=8080:config.yaml",
        "-Xrunjdwp:transport=dt_socket,server=y,address=5005",
        "-Dcom.sun.management.jmxremote.port=9010",
        "-XX:+ManagementServer",
        "-Xlog:gc:gc.log",
        "-Xlog:gc*=debug:file=gc-%t.log:time:filecount=5",
        "-Xlog::all.log",
        "-Xlog:gc:stdout.log",
        "-Xloggc:gc.log",
        "-XX:LogFile=vm.log",
        "-XX:StartFlightRecording",
        "-XX:StartFlightRecording:filename=run.jfr",
        "-XX:StartFlightRecording=duration=1m,filename=run.jfr",
        "-XX:ArchiveClassesAtExit=run.jsa",
        "-XX:AOTCacheOutput=run.aot",
      })
  void isForOneVm(String option) {
    assertThat(VmOptions.of(List.of("-Xmx1g", option, "-ea")))
        .isEqualTo(new VmOptions(List.of("-Xmx1g", "-ea"), List.of(option)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Dantipgd.kernel=simd",
        "-Dlog=-agentlib:no",
        "-Xlog:gc",
        "-Xlog:disable",
        "-Xlog:gc:",
        "-Xlog:gc*,safepoint:stderr:time",
        "-Xlog:gc::uptime",
        "-XX:+LogVMOutput",
        "-XX:HeapDumpPath=/tmp",
        "-XX:ErrorFile=crash-%p.log",
        "--add-modules=java.sql",
      })
  void anyNumberOfVmsMayHave(String option) {
    assertThat(VmOptions.of(List.of(option))).isEqualTo(new VmOptions(List.of(option), List.of()));
  }

  @Test
  void knowsWhatThisVmWasStartedWith() {
    assertThat(VmOptions.ofThisVm().orElseThrow().shared()).contains(VectorModule.OPTION);
  }
}
