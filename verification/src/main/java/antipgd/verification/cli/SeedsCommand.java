package antipgd.verification.cli;

import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.step.VectorModule;
import antipgd.verification.Json;
import antipgd.verification.settings.Bounds;
import antipgd.verification.statistics.Verdict;
import antipgd.verification.suite.ClaimResult;
import antipgd.verification.suite.Suite;
import antipgd.verification.trial.Claim;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The suite under many seeds: evidence that the declared false-alarm rates hold. */
@Command(
    name = "seeds",
    description = "Puts claims on trial under many seeds and counts alarms. Exit code 1 if any.",
    mixinStandardHelpOptions = true)
final class SeedsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ClaimSelection selection;

  @Option(names = "--first", defaultValue = "1", description = "First seed. Default: 1.")
  private long first;

  @Option(
      names = "--count",
      defaultValue = "100",
      description = "Number of consecutive seeds. Default: 100.")
  private int count;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the outcome there.")
  private Path json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Bounds.atLeast("count", count, 1);
    if (json != null) {
      Json.checkWritable(json);
    }
    List<Claim> claims = selection.claims();
    double scale = selection.scale();
    if (!VectorModule.isPresent()) {
      return Verification.relaunch(spec);
    }
    StepKernel kernel = StepKernels.chosen();
    ObjectNode root = Json.document("antipgd-seeds/1");
    root.put("kernel", kernel.name());
    root.put("first", first);
    root.put("count", count);
    root.put("scale", scale);
    root.put("falseAlarmBudget", count * Suite.falseAlarmBudget(claims));
    ArrayNode alarms = root.putArray("alarms");
    long judged = 0;
    long start = System.nanoTime();
    for (long seed = first; seed < first + count; seed++) {
      for (Claim claim : claims) {
        ClaimResult result = Suite.test(claim, kernel, seed, scale);
        judged += result.verdicts().size();
        for (Verdict verdict : result.verdicts()) {
          if (!verdict.passed()) {
            System.out.printf("seed %d, %s  %s%n", seed, claim.name(), verdict);
            alarms
                .addObject()
                .put("seed", seed)
                .put("claim", claim.name())
                .put("verdict", verdict.toString());
          }
        }
      }
      System.out.printf(
          "seed %d (%d of %d), %.0f s: %d checks, %d alarms%n",
          seed, seed - first + 1, count, (System.nanoTime() - start) * 1e-9, judged, alarms.size());
    }
    root.put("checks", judged);
    if (json != null) {
      Json.write(root, json);
    }
    return alarms.isEmpty() ? 0 : 1;
  }
}
