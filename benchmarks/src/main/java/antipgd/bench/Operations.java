// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Operations on one lane, floats and integers alike: additions, products, fused multiply-adds,
 * roots, conversions, shifts, rotations, logic. Each is one, however many instructions a CPU needs
 * for it: a rotation is three on x86 without AVX-512, a limit that is counted alike says what that
 * costs. Loads, stores, broadcasts, changes of type that keep the bits, addresses and what is done
 * once a loop do not count.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Operations {

  /**
   * The number.
   *
   * @return operations
   */
  double value();

  /**
   * The parameters that it is for.
   *
   * @return texts such as {@code generator=THREEFRY_20}, which must all hold
   */
  String[] where() default {};
}
