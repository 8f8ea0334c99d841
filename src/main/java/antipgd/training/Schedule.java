// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.training;

/** A step size or noise scale that may change from step to step. */
@FunctionalInterface
public interface Schedule {

  /**
   * The value at a step.
   *
   * @param step the step, counted from 0
   * @return its step size, or the scale of the noise that it adds
   */
  float at(long step);

  /**
   * The same value at every step.
   *
   * @param value the value
   * @return the schedule
   */
  static Schedule constant(double value) {
    float rounded = (float) value;
    return step -> rounded;
  }

  /**
   * This schedule before a step and 0 from it on. As a noise scale it switches noise off, and the
   * first step without noise takes the last noise back.
   *
   * @param end the first step with value 0
   * @return the schedule
   */
  default Schedule until(long end) {
    return step -> step < end ? at(step) : 0f;
  }

  /**
   * 0 before a step and this schedule from it on. As a noise scale it switches noise on.
   *
   * @param begin the first step with this schedule's value
   * @return the schedule
   */
  default Schedule from(long begin) {
    return step -> step < begin ? 0f : at(step);
  }
}
