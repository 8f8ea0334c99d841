package antipgd.bench.front;

/** Runs {@code benchmarks.jar}. */
public final class Main {

  /** What runs without options, in less than ten minutes on two cores. */
  private static final String[] DEFAULT_SELECTION = {"-prof", "gc"};

  private Main() {}

  /**
   * Runs benchmarks.
   *
   * @param args JMH's options
   */
  public static void main(String[] args) {
    System.exit(new Front(Main.class, DEFAULT_SELECTION).run(args));
  }
}
