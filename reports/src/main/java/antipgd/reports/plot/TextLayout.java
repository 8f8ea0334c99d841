// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A text laid out in lines. The viewer chooses the font, so no font of this machine could tell how
 * wide a text will be: it is measured by a table, and the same everywhere. The widths are those of
 * a wide font, so that others fit, too.
 *
 * @param whole all of it, visible
 * @param lines what there is room for
 * @param size of the letters
 * @param width of the longest line
 */
record TextLayout(String whole, List<String> lines, int size, double width) {

  static final int SMALL = 12;

  /** Larger, and bold. */
  static final int HEADING = 13;

  private static final double BOLD_WIDTH = 1.12;

  private static final double LINE_HEIGHT = 1.2;
  private static final String CUT = "\u2026";

  /** Of the characters from space to tilde, in hundredths of the size. */
  private static final int[] WIDTHS = {
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79,
    60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63,
    63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84
  };

  /** Of every other character. */
  private static final int OTHER_WIDTH = 100;

  /** A text in one line. */
  static TextLayout of(String text) {
    return of(text, SMALL, Double.POSITIVE_INFINITY, 1);
  }

  /**
   * A text in a given room. What has none is cut out of the middle, because the ends tell labels
   * from each other.
   *
   * @param text what to write
   * @param size of the letters
   * @param room for a line, in pixels
   * @param most how many lines there may be
   */
  static TextLayout of(String text, int size, double room, int most) {
    String whole = VisibleText.of(text);
    List<String> lines = new ArrayList<>();
    String rest = whole;
    while (lines.size() < most - 1 && width(rest, size) > room) {
      int end = fitting(rest, size, room);
      int comma = rest.lastIndexOf(", ", end - 1) + 1;
      int space = comma > 0 ? comma : rest.lastIndexOf(' ', end);
      end = space > 0 ? space : end;
      lines.add(rest.substring(0, end));
      rest = rest.substring(end).strip();
    }
    lines.add(cut(rest, size, room));
    double width = lines.stream().mapToDouble(line -> width(line, size)).max().orElseThrow();
    return new TextLayout(whole, List.copyOf(lines), size, width);
  }

  /** The length of its beginning that has room, of a text that has none as a whole. */
  private static int fitting(String text, int size, double room) {
    int end = text.offsetByCodePoints(0, 1);
    int next = text.offsetByCodePoints(end, 1);
    while (width(text.substring(0, next), size) <= room) {
      end = next;
      next = text.offsetByCodePoints(end, 1);
    }
    return end;
  }

  private static String cut(String text, int size, double room) {
    int[] letters = text.codePoints().toArray();
    String cut = text;
    for (int kept = letters.length - 1; width(cut, size) > room && kept >= 0; kept--) {
      int head = (kept + 1) / 2;
      int tail = kept - head;
      cut = new String(letters, 0, head) + CUT + new String(letters, letters.length - tail, tail);
    }
    return cut;
  }

  /** How wide a line of visible text is. */
  static double width(String text, int size) {
    int hundredths =
        text.codePoints().map(c -> c >= ' ' && c <= '~' ? WIDTHS[c - ' '] : OTHER_WIDTH).sum();
    return hundredths * size / 100. * (size >= HEADING ? BOLD_WIDTH : 1);
  }

  /** The width of the widest. */
  static double width(List<TextLayout> texts) {
    return texts.stream().mapToDouble(TextLayout::width).max().orElse(0);
  }

  boolean isCut() {
    return !whole.endsWith(lines.get(lines.size() - 1));
  }

  boolean isBold() {
    return size >= HEADING;
  }

  double lineHeight() {
    return LINE_HEIGHT * size;
  }

  double height() {
    return lineHeight() * lines.size();
  }
}
