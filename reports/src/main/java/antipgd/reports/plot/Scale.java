package antipgd.reports.plot;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;

/**
 * How values lie on an axis. Logarithms are taken here and not by the chart, which would write
 * powers as shapes instead of text.
 */
public enum Scale {
  /** As they are. */
  LINEAR(Scale::plain),
  /** By their binary logarithm: a grid line each time they double. */
  LOG2(Scale::plain),
  /** The same for counts: K is 1024. */
  BINARY(Scale::binary),
  /** By their decimal logarithm. */
  LOG10(Scale::plain);

  /** So that labels neither overlap nor leave one guessing. */
  private static final int MOST_TICKS = 9;

  private final DoubleFunction<String> label;

  Scale(DoubleFunction<String> label) {
    this.label = label;
  }

  /** Where a value lies. */
  double at(double value) {
    return switch (this) {
      case LINEAR -> value;
      case LOG2, BINARY -> Math.log(value) / Math.log(2);
      case LOG10 -> Math.log10(value);
    };
  }

  private double valueAt(double position) {
    return switch (this) {
      case LINEAR -> position;
      case LOG2, BINARY -> Math.pow(2, position);
      case LOG10 -> Math.pow(10, position);
    };
  }

  /** Whether it can show a value. */
  boolean shows(double value) {
    return Double.isFinite(value) && (this == LINEAR || value > 0);
  }

  /**
   * An axis over a range.
   *
   * @param label what it shows
   * @param least the least value to show
   * @param most the largest value to show
   * @param characters room for labels, in characters, where they stand beside each other
   */
  NumberAxis axis(String label, double least, double most, int characters) {
    double from = at(least);
    double to = at(most);
    if (!(to > from)) {
      from -= 1;
      to += 1;
    }
    double margin = 0.06 * (to - from);
    NumberAxis axis = new NumberAxis(label);
    axis.setRange(from - margin, to + margin);
    int ticks = MOST_TICKS;
    NumberTickUnit unit;
    do {
      unit = new NumberTickUnit(step(to - from, ticks), new Labels());
      ticks--;
    } while (ticks > 1 && !fits(unit, from, to, characters));
    axis.setTickUnit(unit);
    return axis;
  }

  private static boolean fits(NumberTickUnit unit, double from, double to, int room) {
    double size = unit.getSize();
    int characters = 0;
    for (double at = Math.ceil(from / size) * size; at <= to; at += size) {
      characters += unit.valueToString(at).length() + 2;
    }
    return characters <= room;
  }

  private double step(double span, int mostTicks) {
    double step = this == LINEAR ? Math.pow(10, Math.floor(Math.log10(span))) : 1;
    if (this == LINEAR) {
      for (double finer : new double[] {step / 10, step / 5, step / 2}) {
        if (span / finer < mostTicks) {
          return finer;
        }
      }
    }
    while (span / step >= mostTicks) {
      step *= 2;
    }
    return step;
  }

  /**
   * A number as an axis shows it.
   *
   * @param value any number
   * @return few digits
   */
  public static String plain(double value) {
    double size = Math.abs(value);
    if (size != 0 && (size >= 1e6 || size < 1e-3)) {
      return String.format(Locale.ROOT, "%.2e", value)
          .replaceAll("\\.?0*e", "e")
          .replaceAll("e\\+?(-?)0", "e$1");
    }
    String digits =
        String.format(
            Locale.ROOT,
            "%." + Math.max(0, 2 - (int) Math.floor(Math.log10(Math.max(size, 1e-3)))) + "f",
            value);
    String shortened = digits.contains(".") ? digits.replaceAll("\\.?0+$", "") : digits;
    return shortened.equals("-0") ? "0" : shortened;
  }

  /**
   * A count as an axis shows it.
   *
   * @param value any count
   * @return few digits; K is 1024
   */
  public static String binary(double value) {
    String[] prefixes = {"", "K", "M", "G"};
    int prefix = 0;
    double rest = value;
    while (rest >= 1024 && prefix < prefixes.length - 1) {
      rest /= 1024;
      prefix++;
    }
    return plain(rest) + prefixes[prefix];
  }

  private final class Labels extends NumberFormat {

    private static final long serialVersionUID = 1L;

    @Override
    public StringBuffer format(double position, StringBuffer text, FieldPosition field) {
      return text.append(label.apply(valueAt(position)));
    }

    @Override
    public StringBuffer format(long position, StringBuffer text, FieldPosition field) {
      return format((double) position, text, field);
    }

    @Override
    public Number parse(String source, ParsePosition position) {
      throw new UnsupportedOperationException("Axes only write");
    }
  }
}
