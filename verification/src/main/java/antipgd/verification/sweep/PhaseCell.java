package antipgd.verification.sweep;

import antipgd.descent.Exits;
import antipgd.descent.Rule;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.StepKernel;
import antipgd.verification.Json;
import antipgd.verification.claims.ValleyCase;
import antipgd.verification.statistics.Moments;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * A cell of Theorem 3.1's phase diagram: by which side chains leave D_alpha, and where they are in
 * the end. Lengths in the row are in units of D.
 *
 * @param rule update rule
 * @param law law of the noise
 * @param alpha width of D_alpha
 * @param d dimension of u
 * @param sigma2 sigma^2 / D
 * @param time steps of each chain, in units of {@code D / (alpha sigma^2)}
 * @param chains number of chains
 * @param seed seed of the noise, whose stream is the cell's own
 */
public record PhaseCell(
    Rule rule, Law law, double alpha, int d, double sigma2, double time, int chains, long seed)
    implements Cell {

  /** Steps of each chain. */
  long steps() {
    return (long) Math.ceil(time / (alpha * sigma2));
  }

  @Override
  public String id() {
    return String.join(
        "_",
        "phase",
        typed(rule),
        typed(law),
        "alpha" + alpha,
        "d" + d,
        "sigma2-" + sigma2,
        "time" + time,
        "chains" + chains,
        "seed" + seed);
  }

  /** As one types it: anti-pgd for ANTI_PGD. */
  static String typed(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public ObjectNode row(StepKernel kernel) {
    ValleyCase valley = new ValleyCase(rule, law, alpha, d, sigma2, steps());
    ValleyCase.Result result = valley.run(kernel, new NoiseStream(seed, stream(), law), chains);
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("rule", typed(rule));
    row.put("law", typed(law));
    row.put("alpha", alpha);
    row.put("d", d);
    row.put("sigma2", sigma2);
    row.put("theorem", valley.inTheorem());
    row.put("steps", steps());
    row.put("chains", chains);
    row.put("seed", seed);
    ObjectNode exits = row.putObject("exits");
    exits.put("reading", valley.reading() == Exits.Reading.WEIGHTS ? "w" : "z");
    exits.put("up", result.up());
    exits.put("down", result.down());
    Json.put(exits, "meanTime", mean(result.exitTime()));
    Json.put(exits, "meanNorm2", mean(result.norm2AtExit()));
    double cap = 4 / alpha;
    row.put("cap", cap);
    Moments capped = result.capped(cap);
    ObjectNode norm2 = row.putObject("cappedNorm2");
    Json.put(norm2, "mean", capped.mean());
    Json.put(norm2, "standardError", capped.standardError());
    row.put("notFinite", result.notFinite());
    return row;
  }

  /** Of strings and numbers alone, because hash codes of enums differ from VM to VM. */
  private int stream() {
    return id().hashCode();
  }

  private static double mean(Moments moments) {
    return moments.count() == 0 ? Double.NaN : moments.mean();
  }
}
