// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.verification.settings.Names;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.ChiSquareCheck;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.List;
import java.util.stream.Stream;

/**
 * Any two values of the noise are independent, as far as their {@link EquiprobableClasses} can
 * tell.
 *
 * <p>Within a tile that is tried for all pairs of places: of the 64 places of a Gaussian tile,
 * which are the words and lanes of sixteen blocks and hold the Box-Muller pairs 16 places apart; of
 * 64 successive Rademacher values, which are one bit of these words; and of the 32 bits of a word.
 * Further apart it is tried for each bit of the address: noise against that at the same address
 * with one bit of its tile number, step, tensor or seed flipped. Tiles whose numbers differ in one
 * of the three lowest bits are parts of the same streams where these are short; {@link
 * NoiseShortStreams} compares their words with one another, too.
 */
public final class NoiseIndependence implements Claim {

  /** Values made at once, so that memory does not grow with the sample: whole tiles of each law. */
  private static final int BLOCK = 1 << 17;

  private static final int PLACES = 64;
  private static final int WORD_BITS = 32;
  private static final int PAIR_DISTANCE = 16;

  private final Generator generator;

  private final ChiSquareCheck gaussianPair =
      check(Law.GAUSSIAN, "pair", "the two of a Box-Muller pair", 1.4e-4, 1);
  private final ChiSquareCheck rademacherBits =
      check(Law.RADEMACHER, "bits", "two bits of a word", 0.00175, pairs(WORD_BITS));
  private final List<Distances> distances =
      Stream.of(Law.values()).map(NoiseIndependence::distances).toList();

  /** The checks that both laws have. */
  private record Distances(
      Law law,
      ChiSquareCheck places,
      ChiSquareCheck elements,
      ChiSquareCheck steps,
      ChiSquareCheck tensors,
      ChiSquareCheck seeds) {

    Stream<Check> all() {
      return Stream.of(places, elements, steps, tensors, seeds);
    }
  }

  /**
   * Creates the claim.
   *
   * @param generator what makes the words of the noise
   */
  public NoiseIndependence(Generator generator) {
    this.generator = generator;
  }

  private static Distances distances(Law law) {
    boolean gaussian = law == Law.GAUSSIAN;
    double effect = gaussian ? 0.0024 : 0.0017;
    return new Distances(
        law,
        check(law, "places", "two of 64 places", gaussian ? 0.005 : 0.0036, pairs(PLACES)),
        check(
            law,
            "elements",
            "tiles whose numbers differ in one bit",
            effect,
            Long.SIZE - 1 - tileBits(law)),
        check(law, "steps", "steps that differ in one bit", effect, Long.SIZE - 1),
        check(law, "tensors", "tensors that differ in one bit", effect, Integer.SIZE),
        check(law, "seeds", "seeds that differ in one bit", effect, Long.SIZE));
  }

  private static ChiSquareCheck check(
      Law law, String name, String which, double effect, int family) {
    String typed = law == Law.GAUSSIAN ? "gaussian-" : "rademacher-";
    String classes = law == Law.GAUSSIAN ? "octiles" : "signs";
    return new ChiSquareCheck(
        new Declaration(
            typed + name, "phi^2 of " + classes + ", " + which, Requirement.equal(0), effect),
        EquiprobableClasses.lawOfPairs(law),
        family);
  }

  private static int pairs(int places) {
    return places * (places - 1) / 2;
  }

  private static int tileBits(Law law) {
    return Integer.numberOfTrailingZeros(law.tile());
  }

  @Override
  public String name() {
    return "noise-independence-" + Names.typed(generator);
  }

  @Override
  public String place() {
    return "section 2, assumptions on xi";
  }

  @Override
  public String statement() {
    return "Any two values of noise of the generator "
        + Names.typed(generator)
        + " are independent, and not only uncorrelated: the two of a Box-Muller pair,"
        + " any two lanes, words or bits, elements, steps and tensors, and noise of seeds that"
        + " differ in one bit.";
  }

  @Override
  public List<Check> checks() {
    return Stream.concat(
            Stream.of(gaussianPair, rademacherBits), distances.stream().flatMap(Distances::all))
        .toList();
  }

  @Override
  public void test(Trial trial) {
    for (Distances checks : distances) {
      boolean gaussian = checks.law == Law.GAUSSIAN;
      if (gaussian && trial.wantsAnyOf(List.of(checks.places, gaussianPair))) {
        int ofPairs = trial.samples(gaussianPair) / (PLACES / 2) + 1;
        int n = Math.max(trial.samples(checks.places), ofPairs);
        long[][] counts = places(trial, checks.law, PLACES, 0, n);
        trial.report(checks.places.judge(counts));
        trial.report(gaussianPair.judge(boxMullerPairs(counts)));
      }
      if (!gaussian && trial.wants(checks.places)) {
        int n = trial.samples(checks.places);
        trial.report(checks.places.judge(places(trial, checks.law, PLACES, 0, n)));
      }
      if (!gaussian && trial.wants(rademacherBits)) {
        int n = trial.samples(rademacherBits);
        int shift = Integer.numberOfTrailingZeros(PLACES);
        trial.report(rademacherBits.judge(places(trial, checks.law, WORD_BITS, shift, n)));
      }
      if (trial.wants(checks.elements)) {
        elements(trial, checks);
      }
      if (trial.wantsAnyOf(List.of(checks.steps, checks.tensors, checks.seeds))) {
        addresses(trial, checks);
      }
    }
  }

  /**
   * Counts pairs of classes for every two of some places.
   *
   * @param shift number of low bits of an element that do not matter
   * @param n number of values at each place, at least
   * @return a row for each pair of places i &lt; j, i first
   */
  private long[][] places(Trial trial, Law law, int places, int shift, int n) {
    NoiseStream noise = trial.noise("places-" + places, law, generator);
    long[][] counts = Places.pairs(law, places);
    float[] xi = new float[BLOCK];
    Places dealt = new Places(law, places, shift, BLOCK / places);
    for (long done = 0; done < (long) n * places; done += BLOCK) {
      trial.kernel().fill(xi, 0, BLOCK, done, noise, 0);
      dealt.clear();
      dealt.deal(xi);
      dealt.countPairs(counts);
    }
    return counts;
  }

  /** The sum of the rows whose places are the cosine and the sine of a pair. */
  private static long[] boxMullerPairs(long[][] counts) {
    long[] sum = new long[counts[0].length];
    int pair = 0;
    for (int i = 0; i < PLACES; i++) {
      for (int j = i + 1; j < PLACES; j++) {
        if (j == i + PAIR_DISTANCE && i / PAIR_DISTANCE % 2 == 0) {
          for (int cell = 0; cell < sum.length; cell++) {
            sum[cell] += counts[pair][cell];
          }
        }
        pair++;
      }
    }
    return sum;
  }

  /** Noise at step 0 of a stream against that of other steps, tensors and seeds. */
  private void addresses(Trial trial, Distances checks) {
    Law law = checks.law;
    NoiseStream noise = trial.noise("addresses", law, generator);
    long[][] steps = Places.rows(law, Long.SIZE - 1);
    long[][] tensors = Places.rows(law, Integer.SIZE);
    long[][] seeds = Places.rows(law, Long.SIZE);
    Run one = new Run(trial, law);
    Run other = new Run(trial, law);
    int n = trial.largestSample(List.of(checks.steps, checks.tensors, checks.seeds));
    for (int done = 0; done < n; ) {
      int part = Math.min(BLOCK, n - done);
      one.make(noise, 0, done, part);
      for (int bit = 0; bit < steps.length; bit++) {
        other.make(noise, 1L << bit, done, part);
        one.classes.countPairs(other.classes, steps[bit]);
      }
      for (int bit = 0; bit < tensors.length; bit++) {
        int tensor = noise.tensor() ^ 1 << bit;
        other.make(new NoiseStream(noise.seed(), tensor, law, generator), 0, done, part);
        one.classes.countPairs(other.classes, tensors[bit]);
      }
      for (int bit = 0; bit < seeds.length; bit++) {
        long seed = noise.seed() ^ 1L << bit;
        other.make(new NoiseStream(seed, noise.tensor(), law, generator), 0, done, part);
        one.classes.countPairs(other.classes, seeds[bit]);
      }
      done += part;
    }
    trial.report(checks.steps.judge(steps));
    trial.report(checks.tensors.judge(tensors));
    trial.report(checks.seeds.judge(seeds));
  }

  /** Elements whose index has a bit clear against those that have it set. */
  private void elements(Trial trial, Distances checks) {
    Law law = checks.law;
    NoiseStream noise = trial.noise("elements", law, generator);
    int lowest = tileBits(law);
    long[][] counts = Places.rows(law, Long.SIZE - 1 - lowest);
    Run clear = new Run(trial, law);
    Run set = new Run(trial, law);
    int n = trial.samples(checks.elements);
    for (int bit = 0; bit < counts.length; bit++) {
      long distance = 1L << lowest + bit;
      for (int done = 0; done < n; ) {
        int part = (int) Math.min(Math.min(BLOCK, distance), n - done);
        // Where the distance is short there are many runs, clear and set by turns.
        long element = done / distance * 2 * distance + done % distance;
        clear.make(noise, 0, element, part);
        set.make(noise, 0, element + distance, part);
        clear.classes.countPairs(set.classes, counts[bit]);
        done += part;
      }
    }
    trial.report(checks.elements.judge(counts));
  }

  /** Successive values of noise and their classes. */
  private static final class Run {
    private final Trial trial;
    private final float[] xi = new float[BLOCK];
    private final EquiprobableClasses classes;

    Run(Trial trial, Law law) {
      this.trial = trial;
      classes = new EquiprobableClasses(law, BLOCK);
    }

    void make(NoiseStream noise, long step, long element, int length) {
      trial.kernel().fill(xi, 0, length, element, noise, step);
      classes.clear();
      for (int i = 0; i < length; i++) {
        classes.add(xi[i]);
      }
    }
  }
}
