package antipgd.bench.front;

/** Which values benchmark parameters may have. */
final class Parameters {

  /** The longest array that HotSpot makes. */
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  private Parameters() {}

  static void check(String name, String value) throws BadInputException {
    if (name.equals("n") && !isLength(value)) {
      throw new BadInputException(
          "-p n=" + value + ": n must be a whole number in [1, " + LONGEST + "]");
    }
  }

  private static boolean isLength(String value) {
    try {
      int n = Integer.parseInt(value);
      return n >= 1 && n <= LONGEST;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
