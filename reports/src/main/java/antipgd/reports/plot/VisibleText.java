// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

/**
 * Texts of which every character can be seen: what cannot, what would break a line, and what
 * changes how the rest is read is written as its code, as in {@code \}{@code u000a}. Texts that
 * differ look different.
 */
public final class VisibleText {

  private VisibleText() {}

  /**
   * Makes a text visible. It is for raw text: a code would be taken for a text that looks like one.
   *
   * @param text any
   * @return the same with codes
   */
  public static String of(String text) {
    StringBuilder visible = new StringBuilder();
    int[] letters = text.codePoints().toArray();
    for (int i = 0; i < letters.length; i++) {
      int before = i == 0 ? ' ' : letters[i - 1];
      int after = i == letters.length - 1 ? ' ' : letters[i + 1];
      if (letters[i] == ' ' ? before == ' ' || i == letters.length - 1 : !isShown(letters[i])) {
        visible.append(code(letters[i]));
      } else if (letters[i] == '\\' && after == 'u') {
        visible.append(code('\\'));
      } else {
        visible.appendCodePoint(letters[i]);
      }
    }
    return visible.toString();
  }

  private static String code(int c) {
    return String.format(Character.isBmpCodePoint(c) ? "\\u%04x" : "\\u{%x}", c);
  }

  private static boolean isShown(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.SPACE_SEPARATOR
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && (c & 0xfffe) != 0xfffe;
  }
}
