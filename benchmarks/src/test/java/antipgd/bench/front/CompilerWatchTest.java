// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompilerWatchTest {

  /** As JDK 17 and 25 print it. */
  @Test
  void countsWhatTheOptimizingCompilerHasToDo() {
    String queue =
        """
        Current compiles:
        C2 CompilerThread0  1605       4       java.lang.String::substring (10 bytes)
        C2 CompilerThread1  1606 %   ! 4       a.B::loop @ 14 (10 bytes)
        C1 CompilerThread0  1728   !   3       jdk.internal.DirectCodeBuilder::build (78 bytes)

        C1 compile queue:
        1721       2       java.lang.invoke.Holder::newInvokeSpecial (20 bytes)

        C2 compile queue:
        1603       4       java.lang.Record::<init> (5 bytes)
        1630  s b  4       a.Parser::del (40 bytes)

        """;
    assertThat(CompilerWatch.methods(queue)).isEqualTo(4);
    assertThat(CompilerWatch.methods(queue.replaceAll("(?m)^.* 4 .*$", "Empty"))).isZero();
  }
}
