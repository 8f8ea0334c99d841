// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Bytes an element that the algorithm has to move: every float that a pass over the arrays reads or
 * writes is 4. What the hardware moves beside that, such as reading a line before it is
 * overwritten, does not count.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Traffic {

  /**
   * Bytes an element.
   *
   * @return reads and writes together
   */
  int value();

  /**
   * Whether the method measures what the machine can move at all, for others to be compared with.
   *
   * @return true for copy, triad and the like
   */
  boolean limit() default false;
}
