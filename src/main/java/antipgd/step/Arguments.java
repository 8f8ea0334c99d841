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

  static void sigma(String name, float sigma) {
    if (!Float.isFinite(sigma) || sigma < 0) {
      throw new IllegalArgumentException(name + " = " + sigma + ": must be finite and >= 0");
    }
  }

  static void noise(NoiseStream noise, long step, long element, int length) {
    if (noise == null) {
      throw new NullPointerException("noise = null: a stream is required");
    }
    if (step < 0) {
      throw new IllegalArgumentException("step = " + step + ": must be >= 0");
    }
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
}
