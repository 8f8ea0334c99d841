// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sizes of data caches, from a text such as {@code L1 Data 32K, L2 Unified 1024K}. */
final class Caches {

  private static final Pattern CACHE = Pattern.compile("(L\\d) (?:Data|Unified) (\\d+)([KMG])");

  private Caches() {}

  /** Sizes in bytes by level; empty if the text says none. */
  static Map<String, Long> of(String text) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    Matcher cache = CACHE.matcher(text);
    while (cache.find()) {
      int shift = 10 * (1 + "KMG".indexOf(cache.group(3)));
      sizes.put(cache.group(1), Long.parseLong(cache.group(2)) << shift);
    }
    return sizes;
  }
}
