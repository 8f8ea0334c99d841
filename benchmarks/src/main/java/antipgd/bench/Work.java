// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an algorithm has to do for an element, or for a call where there are no elements: what the
 * machine's two limits are compared with.
 *
 * <p>Every float that a pass over the arrays reads or writes is 4 bytes. What the hardware moves
 * beside that does not count: above all, a cache fetches a line before it is overwritten (write
 * allocation), though nobody reads it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Work {

  /**
   * Bytes.
   *
   * @return reads and writes together; 0 for arithmetic in registers alone
   */
  int bytes() default 0;

  /**
   * Arithmetic, where it was counted.
   *
   * @return a number for each setting of the parameters that it depends on, or one for all
   */
  Operations[] operations() default {};

  /**
   * Cycles of the CPU's clock that a call takes on every CPU.
   *
   * @return 0 where CPUs differ, as they nearly always do
   */
  double cycles() default 0;

  /**
   * Whether the method measures what the machine can do at all, for others to be compared with:
   * move, if it has bytes, tell the clock, if it has cycles, and compute, if it has neither.
   *
   * @return true for copy, triad, chains of fused multiply-adds and the like
   */
  boolean limit() default false;
}
