// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

/** How update rules and other methods are called and coloured, the same in every plot. */
final class Rules {

  private Rules() {}

  static String label(String rule) {
    return switch (rule) {
      case "gd" -> "GD";
      case "pgd" -> "PGD";
      case "anti-pgd" -> "Anti-PGD";
      case "descent" -> "descent on the regularized loss";
      case "label-noise" -> "label noise SGD";
      case "sam" -> "SAM";
      case "trace-penalty" -> "trace penalty";
      default -> rule;
    };
  }

  /** The same where steps take the gradients of batches. */
  static String labelOfBatches(String rule) {
    return switch (rule) {
      case "gd" -> "SGD";
      case "pgd" -> "P-SGD";
      case "anti-pgd" -> "Anti-SGD";
      default -> label(rule);
    };
  }

  /** Number that colour and shape of the rule's series go by. */
  static int style(String rule) {
    return switch (rule) {
      case "anti-pgd" -> 0;
      case "pgd" -> 1;
      case "descent" -> 2;
      case "label-noise" -> 3;
      case "sam" -> 4;
      case "trace-penalty" -> 5;
      default -> 6;
    };
  }
}
