// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.examples;

import antipgd.step.StepKernels;
import antipgd.step.VectorModule;
import java.io.IOException;

/** A program that gives itself the Vector API, for {@link DependencyIT}. */
final class Relaunching {

  private Relaunching() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (!VectorModule.isPresent()) {
      System.exit(VectorModule.relaunch(Relaunching.class, args));
    }
    System.out.println("Running the " + StepKernels.simd().name() + " kernel");
  }
}
