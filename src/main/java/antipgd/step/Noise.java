// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import antipgd.noise.NoiseStream;

/**
 * How the standard noise of a step is held: where the <i>last</i> noise {@code xi_n}, which
 * Anti-PGD takes back, and the <i>new</i> noise {@code xi_{n+1}}, which step {@code n} adds, come
 * from. Made once and used for every step; arrays are kept, not copied.
 *
 * <p>With a {@link NoiseStream} step {@code n}, counted from 0, adds {@code xi_{n+1} = stream.at(n,
 * element)}, and {@code xi_0 = 0}. All ways give the same bits.
 */
public sealed interface Noise {

  /**
   * The caller draws it. An array's elements are at the indices of the slice's.
   *
   * @param xiLast the last noise, zeros before the first step; null if only {@link StepKernel#pgd}
   *     is called. Anti-PGD replaces it by the new noise; PGD does not touch it.
   * @param xiNew the new noise. Not modified.
   */
  record Supplied(float[] xiLast, float[] xiNew) implements Noise {

    /**
     * Checks the arrays.
     *
     * @param xiLast the last noise; null if only {@link StepKernel#pgd} is called
     * @param xiNew the new noise
     * @throws NullPointerException if {@code xiNew} is null
     * @throws IllegalArgumentException if both are the same array
     */
    public Supplied {
      Arguments.notNull("xiNew", xiNew);
      if (xiLast != null) {
        Arguments.distinct("xiLast", xiLast, "xiNew", xiNew);
      }
    }
  }

  /**
   * Made in the pass that steps, and kept in an array, whose elements are at the indices of the
   * slice's.
   *
   * @param stream which noise
   * @param xi the last noise, zeros before the first step; every step replaces it by the new noise
   */
  record Stored(NoiseStream stream, float[] xi) implements Noise {

    /**
     * Checks that nothing is missing.
     *
     * @param stream which noise
     * @param xi the last noise
     * @throws NullPointerException if an argument is null
     */
    public Stored {
      Arguments.stream(stream);
      Arguments.notNull("xi", xi);
    }
  }

  /**
   * Made in the pass that steps, and made again by the next step, so that there is no array.
   *
   * @param stream which noise
   */
  record Regenerated(NoiseStream stream) implements Noise {

    /**
     * Checks that nothing is missing.
     *
     * @param stream which noise
     * @throws NullPointerException if {@code stream} is null
     */
    public Regenerated {
      Arguments.stream(stream);
    }
  }

  /**
   * New noise that the caller draws, for {@link StepKernel#pgd} alone.
   *
   * @param xiNew the new noise. Not modified.
   * @return the noise
   * @throws NullPointerException if {@code xiNew} is null
   */
  static Noise supplied(float[] xiNew) {
    return new Supplied(null, xiNew);
  }

  /**
   * Noise that the caller draws.
   *
   * @param xiLast the last noise, zeros before the first step. Replaced by {@link
   *     StepKernel#antiPgd}.
   * @param xiNew the new noise. Not modified.
   * @return the noise
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if both are the same array
   */
  static Noise supplied(float[] xiLast, float[] xiNew) {
    Arguments.notNull("xiLast", xiLast);
    return new Supplied(xiLast, xiNew);
  }

  /**
   * Noise of a stream, kept in an array.
   *
   * @param stream which noise
   * @param xi the last noise, zeros before the first step. Replaced by every step.
   * @return the noise
   * @throws NullPointerException if an argument is null
   */
  static Noise stored(NoiseStream stream, float[] xi) {
    return new Stored(stream, xi);
  }

  /**
   * Noise of a stream, made again instead of kept.
   *
   * @param stream which noise
   * @return the noise
   * @throws NullPointerException if {@code stream} is null
   */
  static Noise regenerated(NoiseStream stream) {
    return new Regenerated(stream);
  }
}
