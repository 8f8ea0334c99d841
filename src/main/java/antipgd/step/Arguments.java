// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import antipgd.noise.NoiseStream;

/** Refuses bad arguments of a step before anything is written. */
final class Arguments {

  private Arguments() {}

  static void distinct(String name, float[] array, String otherName, float[] other) {
    notNull(name, array);
    notNull(otherName, other);
    if (array == other) {
      throw new IllegalArgumentException(
          otherName + " is the same array as " + name + ": arrays must not overlap");
    }
  }

  static void notNull(String name, float[] array) {
    if (array == null) {
      throw new NullPointerException(name + " = null: an array is required");
    }
  }

  static void range(int from, int length, float[] array, String name) {
    if (from < 0 || from > array.length) {
      throw new IllegalArgumentException(
          "from = " + from + ": must be in [0, " + array.length + "], the length of " + name);
    }
    if (length < 0 || length > array.length - from) {
      throw new IllegalArgumentException(
          "length = "
              + length
              + ": must be in [0, "
              + (array.length - from)
              + "], what "
              + name
              + " holds from index "
              + from);
    }
  }

  static void eta(float eta) {
    if (!Float.isFinite(eta)) {
      throw new IllegalArgumentException("eta = " + eta + ": must be finite");
    }
  }

  static void scale(String name, float scale) {
    if (!Float.isFinite(scale) || scale < 0) {
      throw new IllegalArgumentException(name + " = " + scale + ": must be finite and >= 0");
    }
  }

  static void slice(Slice at) {
    if (at == null) {
      throw new NullPointerException("at = null: a slice is required");
    }
  }

  static void stream(NoiseStream stream) {
    if (stream == null) {
      throw new NullPointerException("stream = null: a noise stream is required");
    }
  }

  /** What all steps with noise have in common. */
  static void step(Slice at, Noise xi, boolean takesBack, long n, float eta) {
    slice(at);
    noise(xi, at, takesBack);
    stepNumber(n);
    eta(eta);
  }

  static void stepNumber(long n) {
    if (n < 0) {
      throw new IllegalArgumentException("n = " + n + ": must be >= 0");
    }
  }

  static void element(long element, int length) {
    if (element < 0) {
      throw new IllegalArgumentException("element = " + element + ": must be >= 0");
    }
    if (length > 0 && element > Long.MAX_VALUE - (length - 1)) {
      throw new IllegalArgumentException(
          "element = "
              + element
              + ": must be <= "
              + (Long.MAX_VALUE - (length - 1))
              + ", so that the "
              + length
              + " elements of the range end below 2^63");
    }
  }

  /** That noise fits a slice, for a rule that takes the last noise back or one that does not. */
  private static void noise(Noise xi, Slice at, boolean takesBack) {
    if (xi instanceof Noise.Stored stored) {
      fits("xi", stored.xi(), at);
    } else if (xi instanceof Noise.Supplied supplied) {
      if (takesBack) {
        fits("xiLast", supplied.xiLast(), at);
      }
      fits("xiNew", supplied.xiNew(), at);
    } else if (xi == null) {
      throw new NullPointerException("xi = null: noise is required");
    }
  }

  private static void fits(String name, float[] array, Slice at) {
    distinct("w", at.w(), name, array);
    distinct("g", at.g(), name, array);
    range(at.from(), at.length(), array, name);
  }
}
