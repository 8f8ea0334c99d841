package antipgd.verification.sweep;

import antipgd.descent.Rule;
import antipgd.noise.Law;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The grid of the phase diagram: values for each parameter of {@link PhaseCell} that varies.
 *
 * @param rules update rules with noise
 * @param laws laws of the noise
 * @param alphas widths of D_alpha
 * @param ds dimensions of u
 * @param sigma2s values of sigma^2 / D
 */
public record PhaseGrid(
    List<Rule> rules, List<Law> laws, List<Double> alphas, List<Integer> ds, List<Double> sigma2s) {

  private static final int MOST_D = 1 << 16;

  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

  static {
    DEFAULTS.put("rule", "pgd,anti-pgd");
    DEFAULTS.put("law", "rademacher");
    DEFAULTS.put("alpha", "1/4,1/2");
    DEFAULTS.put("d", "1,2,4,8,16,32,64,128");
    DEFAULTS.put("sigma2", "1/4096,1/2048,1/1024,1/512,1/256,1/128,1/64,1/32,1/16,1/8,1/4");
  }

  /**
   * A grid as one types it.
   *
   * @param typed lists of values, separated by commas, by name of parameter; whole numbers,
   *     decimals and fractions such as 1/256. A parameter that is left out has a default.
   * @return the grid
   * @throws IllegalArgumentException if a name or value is not allowed; the message names it
   */
  public static PhaseGrid parse(Map<String, String> typed) {
    for (String name : typed.keySet()) {
      if (!DEFAULTS.containsKey(name)) {
        throw new IllegalArgumentException(
            "grid: " + name + ": must be one of " + String.join(", ", DEFAULTS.keySet()));
      }
    }
    Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
    all.putAll(typed);
    return new PhaseGrid(
        values("rule", all, text -> named("rule", text, List.of(Rule.PGD, Rule.ANTI_PGD))),
        values("law", all, text -> named("law", text, List.of(Law.values()))),
        values("alpha", all, text -> number("alpha", text, 1)),
        values("d", all, PhaseGrid::dimension),
        values("sigma2", all, text -> number("sigma2", text, 1e6)));
  }

  private static <T> List<T> values(
      String name, Map<String, String> typed, Function<String, T> value) {
    return Arrays.stream(typed.get(name).split(",", -1)).map(value).distinct().toList();
  }

  private static <E extends Enum<E>> E named(String name, String text, List<E> allowed) {
    return allowed.stream()
        .filter(value -> PhaseCell.typed(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                bad(
                    name,
                    text,
                    "one of "
                        + allowed.stream()
                            .map(PhaseCell::typed)
                            .collect(Collectors.joining(", "))));
  }

  private static int dimension(String text) {
    try {
      int d = Integer.parseInt(text);
      if (d >= 1 && d <= MOST_D) {
        return d;
      }
    } catch (NumberFormatException e) {
      // Falls through: neither is allowed.
    }
    throw bad("d", text, "a whole number in [1, " + MOST_D + "]");
  }

  /** A number in (0, most), as a decimal or a fraction. */
  private static double number(String name, String text, double most) {
    try {
      int slash = text.indexOf('/');
      double value =
          slash < 0
              ? Double.parseDouble(text)
              : Double.parseDouble(text.substring(0, slash))
                  / Double.parseDouble(text.substring(slash + 1));
      if (value > 0 && value < most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Falls through: neither is allowed.
    }
    throw bad(name, text, "a number or fraction in (0, " + (most == 1 ? "1" : most) + ")");
  }

  private static IllegalArgumentException bad(String name, String text, String allowed) {
    return new IllegalArgumentException("grid: " + name + " = " + text + ": must be " + allowed);
  }

  /**
   * All cells, the last parameter fastest.
   *
   * @param time steps of each chain, in units of {@code D / (alpha sigma^2)}
   * @param chains number of chains of each
   * @param seed seed of the noise
   * @return the cells
   */
  public List<PhaseCell> cells(double time, int chains, long seed) {
    List<PhaseCell> cells = new ArrayList<>();
    for (Rule rule : rules) {
      for (Law law : laws) {
        for (double alpha : alphas) {
          for (int d : ds) {
            for (double sigma2 : sigma2s) {
              cells.add(new PhaseCell(rule, law, alpha, d, sigma2, time, chains, seed));
            }
          }
        }
      }
    }
    return cells;
  }

  /**
   * Describes the grid.
   *
   * @param json receives an array for each parameter. Modified.
   */
  public void describe(ObjectNode json) {
    ArrayNode rule = json.putArray("rule");
    rules.forEach(value -> rule.add(PhaseCell.typed(value)));
    ArrayNode law = json.putArray("law");
    laws.forEach(value -> law.add(PhaseCell.typed(value)));
    ArrayNode alpha = json.putArray("alpha");
    alphas.forEach(alpha::add);
    ArrayNode d = json.putArray("d");
    ds.forEach(d::add);
    ArrayNode sigma2 = json.putArray("sigma2");
    sigma2s.forEach(sigma2::add);
  }
}
