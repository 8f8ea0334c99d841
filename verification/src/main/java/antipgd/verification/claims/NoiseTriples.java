// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.verification.settings.Names;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.MeanCheck;
import antipgd.verification.statistics.Moments;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.List;
import java.util.stream.Stream;

/**
 * No bit of a word is made of two others, which independence of pairs cannot tell: of {@code a, b}
 * and {@code a xor b} any two are independent.
 *
 * <p>As signs, three such bits have the product 1, always. The sum {@code S} of the n = 32 signs of
 * a word has {@code E S^3 = 6 sum E xi_a xi_b xi_c} over all triples of bits, since a square is 1
 * and odd moments vanish: 6 for one triple, 0 for none. Of independent signs {@code E S^6 = 15 n^3
 * - 30 n^2 + 16 n}, whose root is the spread, and {@code S^3} is symmetric, so Student's interval
 * has no skewness to suffer from.
 */
public final class NoiseTriples implements Claim {

  private static final int BITS = 32;

  /** Words that stand side by side in a tile, and in a block that is made at once. */
  private static final int SIDE_BY_SIDE = 64;

  private static final int BLOCK = 1 << 17;
  private static final double SPREAD =
      Math.sqrt(15 * Math.pow(BITS, 3) - 30 * Math.pow(BITS, 2) + 16 * BITS);

  private record Case(Generator generator, MeanCheck bits) {}

  private final List<Case> cases = Stream.of(Generator.values()).map(NoiseTriples::of).toList();

  /** Creates the claim. */
  public NoiseTriples() {}

  private static Case of(Generator generator) {
    return new Case(
        generator,
        new MeanCheck(
            new Declaration(
                "rademacher-bits-" + Names.typed(generator),
                "mean cube of the sum of a word's 32 signs, 6 for each dependent triple",
                Requirement.equal(0),
                6),
            SPREAD));
  }

  @Override
  public String name() {
    return "noise-triples";
  }

  @Override
  public String place() {
    return "section 2, assumptions on xi";
  }

  @Override
  public String statement() {
    return "No bit of a word of Rademacher noise is the exclusive or of two others, with any"
        + " generator: the sum of a word's signs has no third moment. One such triple of the 4960"
        + " would be seen.";
  }

  @Override
  public List<Check> checks() {
    return cases.stream().map(c -> (Check) c.bits).toList();
  }

  @Override
  public void test(Trial trial) {
    for (Case c : cases) {
      NoiseStream noise = trial.noise("words", Law.RADEMACHER, c.generator);
      int n = trial.samples(c.bits);
      float[] xi = new float[BLOCK];
      Moments cubes = new Moments();
      for (long element = 0; element < (long) n * BITS; element += BLOCK) {
        trial.kernel().fill(xi, 0, BLOCK, element, noise, 0);
        for (int tile = 0; tile < BLOCK; tile += BITS * SIDE_BY_SIDE) {
          addCubes(xi, tile, cubes);
        }
      }
      trial.report(c.bits.judge(cubes));
    }
  }

  private static void addCubes(float[] xi, int tile, Moments cubes) {
    for (int word = tile; word < tile + SIDE_BY_SIDE; word++) {
      double sum = 0;
      for (int bit = 0; bit < BITS; bit++) {
        sum += xi[word + bit * SIDE_BY_SIDE];
      }
      cubes.add(sum * sum * sum);
    }
  }
}
