// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import antipgd.noise.GoldenNoise;
import antipgd.noise.Hashes;
import antipgd.noise.NoiseStream;
import antipgd.step.GeneratedStep.Address;
import antipgd.step.KernelMethod.Scalars;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Steps of every kind, hashed: every rule with noise held in every way, of every law and generator.
 * Each range takes three steps, the first of which adds noise, the second keeps its scale, and the
 * third takes it back and adds none. Ranges begin and end within tiles, vectors and blocks, and
 * have whole ones in between.
 */
public final class GoldenSteps {

  /** A range of arrays, and what it is of its tensor at the first step. */
  private record Place(int from, int length, long n, long element) {}

  private static final List<Place> PLACES =
      List.of(
          new Place(0, 1, 0, 0),
          new Place(3, 4213, 0, 100),
          new Place(1, 5600, (1L << 32) - 1, (1L << 34) - 1300));

  private static final List<Scalars> SCALES =
      List.of(
          new Scalars(0.1f, 0.7f, 0.3f), new Scalars(0.1f, 0.3f, 0.3f), new Scalars(0.1f, 0.3f, 0));

  private GoldenSteps() {}

  /** The hashes of what a kernel does, by names. */
  public static Map<String, String> of(StepKernel kernel) {
    return hashes(
        (rule, arrays, at, s, address) -> {
          if (rule instanceof GeneratedStep generated) {
            generated.call(kernel, arrays, at.from, at.length, s, address).run();
          } else {
            rule.call(kernel, arrays, at.from, at.length, s).run();
          }
          return arrays;
        });
  }

  /** The hashes that the contract's formulas ask for. */
  static Map<String, String> ofFormulas() {
    return hashes(
        (rule, arrays, at, s, address) ->
            rule instanceof GeneratedStep generated
                ? generated.expected(arrays, at.from, at.length, s, address)
                : ((SuppliedStep) rule).expected(arrays, at.from, at.length, s));
  }

  /** Who steps: a kernel, or the formulas. Gives the arrays after the step. */
  private interface Stepper {
    float[][] step(KernelMethod rule, float[][] arrays, Place at, Scalars s, Address address);
  }

  private static Map<String, String> hashes(Stepper stepper) {
    Map<String, String> hashes = new LinkedHashMap<>();
    for (SuppliedStep rule : SuppliedStep.values()) {
      hashes.put(rule.name(), hash(stepper, rule, null));
    }
    for (GeneratedStep rule : GeneratedStep.values()) {
      for (NoiseStream stream : GoldenNoise.streams()) {
        hashes.put(rule + " " + GoldenNoise.name(stream), hash(stepper, rule, stream));
      }
    }
    return hashes;
  }

  private static String hash(Stepper stepper, KernelMethod rule, NoiseStream stream) {
    Hashes hash = new Hashes();
    Samples samples = new Samples();
    for (Place at : PLACES) {
      float[][] arrays = samples.arrays(rule, at.from + at.length);
      long n = at.n;
      for (Scalars scalars : SCALES) {
        arrays = stepper.step(rule, arrays, at, scalars, new Address(stream, n++, at.element));
      }
      List.of(arrays).forEach(hash::add);
    }
    return hash.hex();
  }
}
