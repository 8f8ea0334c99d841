package antipgd.reports.plot;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.geom.Rectangle2D;
import java.text.AttributedCharacterIterator.Attribute;
import java.util.Locale;
import java.util.Map;

/**
 * The reader's own sans-serif, measured by a table. The viewer chooses the font, so no font of this
 * machine could tell how wide a text will be; and with a table, drawing needs no font at all and
 * gives the same bytes everywhere. The widths are those of a wide font, so that others fit, too.
 */
final class Lettering extends Font {

  private static final long serialVersionUID = 1L;

  private static final String FAMILY = "sans-serif";

  private static final float ASCENT = 0.93f;
  private static final float DESCENT = 0.24f;

  /** Of the characters from space to tilde, in hundredths of the size. */
  private static final int[] WIDTHS = {
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79,
    60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63,
    63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84
  };

  /** Of every other character. */
  private static final int OTHER_WIDTH = 64;

  private static final double BOLD_WIDTH = 1.12;

  private Lettering(int style, int size) {
    // By this name Batik writes the keyword sans-serif, and not a family that is called so. By the
    // name SansSerif this would equal JFreeChart's own fonts, and not replace them.
    super(DIALOG, style, size);
  }

  static Lettering plain(int size) {
    return new Lettering(PLAIN, size);
  }

  static Lettering bold(int size) {
    return new Lettering(BOLD, size);
  }

  @Override
  public String getFamily() {
    return FAMILY;
  }

  @Override
  public String getFamily(Locale locale) {
    return FAMILY;
  }

  /** Batik compares fonts at one size, which a font of the machine would be asked for. */
  @Override
  public Font deriveFont(Map<? extends Attribute, ?> attributes) {
    return this;
  }

  @Override
  public LineMetrics getLineMetrics(String text, FontRenderContext context) {
    return new Line(text.length(), size);
  }

  private static double width(Font font, String text) {
    int hundredths =
        text.chars().map(c -> c >= ' ' && c <= '~' ? WIDTHS[c - ' '] : OTHER_WIDTH).sum();
    return hundredths * 0.01 * font.getSize() * (font.isBold() ? BOLD_WIDTH : 1);
  }

  /** What every font is measured by. */
  static FontMetrics metrics(Font font) {
    return new Metrics(font);
  }

  private static final class Metrics extends FontMetrics {

    private static final long serialVersionUID = 1L;

    Metrics(Font font) {
      super(font);
    }

    @Override
    public int getAscent() {
      return Math.round(ASCENT * font.getSize());
    }

    @Override
    public int getDescent() {
      return Math.round(DESCENT * font.getSize());
    }

    @Override
    public int getLeading() {
      return 0;
    }

    @Override
    public int stringWidth(String text) {
      return (int) Math.ceil(width(font, text));
    }

    @Override
    public int charWidth(char c) {
      return stringWidth(String.valueOf(c));
    }

    @Override
    public int charsWidth(char[] text, int from, int length) {
      return stringWidth(String.valueOf(text, from, length));
    }

    @Override
    public Rectangle2D getStringBounds(String text, Graphics graphics) {
      return new Rectangle2D.Double(
          0, -ASCENT * font.getSize(), width(font, text), (ASCENT + DESCENT) * font.getSize());
    }

    @Override
    public LineMetrics getLineMetrics(String text, Graphics graphics) {
      return new Line(text.length(), font.getSize());
    }
  }

  private static final class Line extends LineMetrics {

    private final int characters;
    private final int size;

    Line(int characters, int size) {
      this.characters = characters;
      this.size = size;
    }

    @Override
    public int getNumChars() {
      return characters;
    }

    @Override
    public float getAscent() {
      return ASCENT * size;
    }

    @Override
    public float getDescent() {
      return DESCENT * size;
    }

    @Override
    public float getLeading() {
      return 0;
    }

    @Override
    public float getHeight() {
      return (ASCENT + DESCENT) * size;
    }

    @Override
    public int getBaselineIndex() {
      return ROMAN_BASELINE;
    }

    @Override
    public float[] getBaselineOffsets() {
      return new float[] {0, -getAscent() / 2, -getAscent()};
    }

    @Override
    public float getStrikethroughOffset() {
      return -getAscent() / 3;
    }

    @Override
    public float getStrikethroughThickness() {
      return 1;
    }

    @Override
    public float getUnderlineOffset() {
      return 1;
    }

    @Override
    public float getUnderlineThickness() {
      return 1;
    }
  }
}
