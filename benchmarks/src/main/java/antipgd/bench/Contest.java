// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where a run finds out by itself what the value {@value #FASTEST} of a parameter stands for: in
 * the fastest row of another benchmark, which is measured before this one.
 *
 * <p>Of the contest all values of all its parameters are measured, as its annotations say. Rows
 * that differ in a parameter of the same name, but for the length {@code n}, are no candidates.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Contest {

  /** The value of a parameter that is taken from the fastest row. */
  String FASTEST = "fastest";

  /**
   * The class of the benchmark that is the contest.
   *
   * @return its class
   */
  Class<?> in();

  /**
   * The method of the benchmark that is the contest.
   *
   * @return its name
   */
  String method();

  /**
   * The candidates, where they are not all of the contest.
   *
   * @return parameters that a row must have, as {@code name=value}
   */
  String[] where() default {};
}
