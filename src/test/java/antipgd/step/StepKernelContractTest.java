// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static antipgd.step.Samples.SPECIALS;
import static antipgd.step.Samples.USUAL;
import static antipgd.step.Samples.assertSameBits;

import antipgd.step.KernelMethod.Scalars;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kernel gives the bits of the contract's formula on its range and touches nothing else. Each
 * test compares whole arrays, so what lies around a range, and what a rule must not modify, is
 * checked with it.
 */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(AllKernels.class)
class StepKernelContractTest {

  private static final int[] LENGTHS = {
    0, 1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 63, 64, 65, 1000, 1023, 1024, 1025, 100_003
  };

  private static final int[] FROMS = {0, 1, 2, 3, 7, 8, 15, 16, 17, 31, 33};

  @Parameter StepKernel kernel;

  private final Samples samples = new Samples();

  @ParameterizedTest
  @EnumSource
  void everyLengthOnEverySlice(SuppliedStep rule) {
    for (int length : LENGTHS) {
      for (int from : FROMS) {
        float[][] arrays = samples.arrays(rule, from + length);
        float[][] expected = rule.expected(arrays, from, length, USUAL);
        rule.call(kernel, arrays, from, length, USUAL).run();
        assertSameBits(arrays, expected, kernel, rule, from, length, USUAL);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everySpecialValueWithEveryOther(SuppliedStep rule) {
    float[][] values = everyCombination(rule.arrays().size());
    int length = values[0].length;
    for (Scalars scalars : extremeScalars(rule)) {
      float[][] expected = rule.expected(values, 0, length, scalars);

      float[][] inBody = KernelMethod.copy(values);
      rule.call(kernel, inBody, 0, length, scalars).run();
      assertSameBits(inBody, expected, kernel, rule, 0, length, scalars);

      float[][] inTail = KernelMethod.copy(values);
      int shorterThanAnyVector = 3;
      for (int from = 0; from < length; from += shorterThanAnyVector) {
        int part = Math.min(shorterThanAnyVector, length - from);
        rule.call(kernel, inTail, from, part, scalars).run();
      }
      assertSameBits(inTail, expected, kernel, rule, 0, length, scalars);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSplitRangeGivesTheBitsOfTheWhole(SuppliedStep rule) {
    int from = 5;
    int length = 1000;
    for (int round = 0; round < 100; round++) {
      float[][] split = samples.arrays(rule, from + length);
      float[][] whole = KernelMethod.copy(split);
      rule.call(kernel, whole, from, length, USUAL).run();
      for (int start = from, part; start < from + length; start += part) {
        part = Math.min(samples.below(70), from + length - start);
        rule.call(kernel, split, start, part, USUAL).run();
      }
      assertSameBits(split, whole, kernel, rule, from, length, USUAL);
    }
  }

  /** Two threads own alternate pieces: whoever writes a neighbour's element back undoes a step. */
  @ParameterizedTest
  @EnumSource
  void threadsOnDisjointRangesDoNotDisturbEachOther(SuppliedStep rule) throws InterruptedException {
    int pieces = 100;
    int piece = 13;
    int rounds = 500;
    float[][] shared = samples.arrays(rule, pieces * piece);
    float[][] expected = shared;
    for (int round = 0; round < rounds; round++) {
      expected = rule.expected(expected, 0, pieces * piece, USUAL);
    }
    TwoThreads.run(
        first -> {
          for (int round = 0; round < rounds; round++) {
            for (int p = first; p < pieces; p += 2) {
              rule.call(kernel, shared, p * piece, piece, USUAL).run();
            }
          }
        });
    assertSameBits(shared, expected, kernel, rule, 0, pieces * piece, USUAL);
  }

  private static float[][] everyCombination(int arrays) {
    int length = (int) Math.pow(SPECIALS.length, arrays);
    float[][] combinations = new float[arrays][length];
    for (int i = 0; i < length; i++) {
      for (int a = 0, digits = i; a < arrays; a++, digits /= SPECIALS.length) {
        combinations[a][i] = SPECIALS[digits % SPECIALS.length];
      }
    }
    return combinations;
  }

  private static List<Scalars> extremeScalars(SuppliedStep rule) {
    float[] none = {0};
    float[] scales = {0f, -0f, Float.MIN_VALUE, 0.7f, Float.MAX_VALUE};
    List<Scalars> all = new ArrayList<>();
    for (float eta : new float[] {0f, Float.MIN_VALUE, -0.1f, Float.MAX_VALUE}) {
      for (float takenBack : rule.scales().contains("takenBack") ? scales : none) {
        for (float added : rule == SuppliedStep.GD ? none : scales) {
          all.add(new Scalars(eta, takenBack, added));
        }
      }
    }
    return all;
  }
}
