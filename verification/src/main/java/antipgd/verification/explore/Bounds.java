package antipgd.verification.explore;

/** What options may be: a violation is one line that names option, value and what is allowed. */
final class Bounds {

  private Bounds() {}

  static void require(boolean ok, String name, Object value, String allowed) {
    if (!ok) {
      throw new IllegalArgumentException(name + " = " + value + ": must be " + allowed);
    }
  }

  static void within(String name, long value, long least, long most) {
    require(value >= least && value <= most, name, value, "in [" + least + ", " + most + "]");
  }

  static void atLeast(String name, long value, long least) {
    require(value >= least, name, value, "at least " + least);
  }

  /** Of the size of a float32, and not negative. */
  static void finite(String name, double value) {
    require(value >= 0 && value < Float.MAX_VALUE, name, value, "finite and >= 0");
  }

  /** Of the size of a float32, and positive. */
  static void positive(String name, double value) {
    require(value > 0 && value < Float.MAX_VALUE, name, value, "finite and above 0");
  }
}
