// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.noise.ShortStreams;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.ChiSquareCheck;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.List;

/**
 * Noise of {@link Generator#SHORT_STREAMS} is independent where it is the small generator that
 * makes it so, or could spoil it: within a stream, whose 32 words are as far as 512 Gaussian
 * elements or eight tiles apart, and between streams that are next to each other, which a word too
 * few or too many would make overlap. {@link NoiseIndependence} looks within a tile, and at the
 * same place of others.
 *
 * <p>A group of eight tiles has sixteen streams side by side, so elements without their four lowest
 * bits are the places of a stream: its 32 words under the Gaussian law, its 1024 bits under the
 * Rademacher law.
 */
public final class NoiseShortStreams implements Claim {

  /** Values made at once, so that memory does not grow with the sample: whole groups of tiles. */
  private static final int BLOCK = 1 << 17;

  private static final int LANES = NoiseStream.TILE_BLOCKS;
  private static final int LANE_BITS = Integer.numberOfTrailingZeros(LANES);
  private static final int WORDS = ShortStreams.WORDS;
  private static final int BITS = WORDS * Integer.SIZE;

  /** Streams whose bits are counted at once. */
  private static final int STREAMS = 1 << 13;

  private final ChiSquareCheck words =
      gaussian("words", "two of the 32 words of a stream", pairs(WORDS));
  private final ChiSquareCheck lanes =
      gaussian("lanes", "a word of a stream and one of the next lane's", WORDS * WORDS);
  private final ChiSquareCheck steps =
      gaussian("steps", "a word of a stream and one of the next step's", WORDS * WORDS);
  private final ChiSquareCheck bits =
      new ChiSquareCheck(
          new Declaration(
              "rademacher-bits",
              "phi^2 of signs, two of the 1024 bits of a stream",
              Requirement.equal(0),
              0.06),
          EquiprobableClasses.lawOfPairs(Law.RADEMACHER),
          pairs(BITS));

  /** Creates the claim. */
  public NoiseShortStreams() {}

  private static ChiSquareCheck gaussian(String name, String which, int family) {
    return new ChiSquareCheck(
        new Declaration(
            "gaussian-" + name, "phi^2 of octiles, " + which, Requirement.equal(0), 0.005),
        EquiprobableClasses.lawOfPairs(Law.GAUSSIAN),
        family);
  }

  private static int pairs(int places) {
    return places * (places - 1) / 2;
  }

  @Override
  public String name() {
    return "noise-short-streams";
  }

  @Override
  public String place() {
    return "section 2, assumptions on xi";
  }

  @Override
  public String statement() {
    return "Any two values of noise that come from one short stream are independent: any two of its"
        + " 32 words, and any two of its 1024 bits. So are those of a stream and of the one of the"
        + " next lane or of the next step, any word with any word.";
  }

  @Override
  public List<Check> checks() {
    return List.of(words, lanes, steps, bits);
  }

  @Override
  public void test(Trial trial) {
    if (trial.wantsAnyOf(List.of(words, lanes, steps))) {
      testWords(trial);
    }
    if (trial.wants(bits)) {
      testBits(trial);
    }
  }

  private void testWords(Trial trial) {
    NoiseStream noise = trial.noise("words", Law.GAUSSIAN, Generator.SHORT_STREAMS);
    float[] xi = new float[BLOCK];
    Places stream = places();
    Places nextLane = places();
    Places nextStep = places();
    long[][] ofWords = Places.pairs(Law.GAUSSIAN, WORDS);
    long[][] ofLanes = Places.rows(Law.GAUSSIAN, WORDS * WORDS);
    long[][] ofSteps = Places.rows(Law.GAUSSIAN, WORDS * WORDS);
    long values = (long) trial.largestSample(List.of(words, lanes, steps)) * WORDS;
    for (long done = 0; done < values; done += BLOCK) {
      deal(trial, noise, 0, done, xi, stream);
      turnLanes(xi);
      nextLane.clear();
      nextLane.deal(xi);
      deal(trial, noise, 1, done, xi, nextStep);
      stream.countPairs(ofWords);
      stream.countPairs(nextLane, ofLanes);
      stream.countPairs(nextStep, ofSteps);
    }
    trial.report(words.judge(ofWords));
    trial.report(lanes.judge(ofLanes));
    trial.report(steps.judge(ofSteps));
  }

  private static Places places() {
    return new Places(Law.GAUSSIAN, WORDS, LANE_BITS, BLOCK / WORDS);
  }

  private static void deal(
      Trial trial, NoiseStream noise, long step, long element, float[] xi, Places to) {
    trial.kernel().fill(xi, 0, BLOCK, element, noise, step);
    to.clear();
    to.deal(xi);
  }

  /** Puts the next lane's value, and the first lane's after the last, in place of each. */
  private static void turnLanes(float[] xi) {
    for (int row = 0; row < xi.length; row += LANES) {
      float first = xi[row];
      System.arraycopy(xi, row + 1, xi, row, LANES - 1);
      xi[row + LANES - 1] = first;
    }
  }

  private void testBits(Trial trial) {
    NoiseStream noise = trial.noise("bits", Law.RADEMACHER, Generator.SHORT_STREAMS);
    float[] xi = new float[BLOCK];
    Places stream = new Places(Law.RADEMACHER, BITS, LANE_BITS, STREAMS);
    long[][] counts = Places.pairs(Law.RADEMACHER, BITS);
    long values = (long) trial.samples(bits) * BITS;
    for (long done = 0; done < values; ) {
      trial.kernel().fill(xi, 0, BLOCK, done, noise, 0);
      stream.deal(xi);
      done += BLOCK;
      if (done % (STREAMS * BITS) == 0 || done >= values) {
        stream.countPairs(counts);
        stream.clear();
      }
    }
    trial.report(bits.judge(counts));
  }
}
