// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sabotage;

import antipgd.noise.Gaussian;
import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.noise.Rademacher;
import antipgd.noise.ShortStreams;
import antipgd.noise.Threefry4x32;
import antipgd.step.Noise;
import antipgd.step.Slice;
import antipgd.step.Span;
import antipgd.step.StepKernel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** Wrong kernels and wrong noise, each with one mistake that somebody could make. */
final class Saboteurs {

  /**
   * Those whose effect is not small: Anti-PGD is PGD or GD, PGD nearly Anti-PGD, or sigma off by a
   * factor; the last two just beyond what some check of a bound that is far from the truth can see.
   */
  static final Set<String> GROSS =
      Set.of(
          "sign of the swap",
          "stale xi",
          "xi swapped before use",
          "noise less 97 % of the last",
          "50 % of sigma",
          "40 % of sigma",
          "15 % of sigma",
          "10 % of sigma",
          "3 % of sigma");

  private static final long LOW_WORD = 0xffffffffL;

  /** Elements from which on the fused Gaussian step takes arrays to come from memory. */
  private static final int FAR = 1 << 17;

  private static final int LANES = NoiseStream.TILE_BLOCKS;

  /** Blocks of tiles that share their streams. */
  private static final int GROUP = ShortStreams.TILES * LANES;

  private final StepKernel honest;
  private final Textbook textbook;
  private final Map<String, StepKernel> all = new LinkedHashMap<>();

  private Saboteurs(StepKernel honest) {
    this.honest = honest;
    this.textbook = new Textbook(honest);
  }

  /** Every saboteur by what it does wrong; its noise is the honest kernel's, spoiled or not. */
  static Map<String, StepKernel> all(StepKernel honest) {
    Saboteurs saboteurs = new Saboteurs(honest);
    saboteurs.addBroad();
    saboteurs.addRules();
    saboteurs.addAddresses();
    saboteurs.addNoise();
    saboteurs.addShortStreams();
    saboteurs.addFused();
    saboteurs.addGross();
    return saboteurs.all;
  }

  private void add(String mistake, Textbook loops) {
    all.put(mistake, StepKernel.of(loops));
  }

  /**
   * Small ones that many checks see, first because each is tried until all checks have seen one.
   */
  private void addBroad() {
    addLane("one lane of 16 takes no noise back", xi -> 0, xi -> xi);
    addLane("one lane of 16 adds noise with the wrong sign", xi -> xi, xi -> -xi);
    addSpoiled(
        "one lane of 16 without noise",
        (law, xi, from) -> {
          for (int i = from; i < from + 64; i += 16) {
            xi[i] = 0;
          }
        });
    addChanged("mean 0.02", xi -> xi + 0.02f);
  }

  private void addRules() {
    addScales("takes back at the new sigma", (back, added) -> added, (back, added) -> added);
    addScales("adds at the last sigma", (back, added) -> back, (back, added) -> back);
    addScales("takes back 1 % too little", (back, added) -> 0.99f * back, (back, added) -> added);
    addScaled("sigma off by 1 %", 1, 1.01f);
    addScaled("eta off by 1 %", 1.01f, 1);
    add(
        "last element of a range skipped",
        new Textbook(honest) {
          @Override
          int stepped(int length) {
            return length - 1;
          }
        });
    add(
        "weight decay 1e-4",
        new Textbook(honest) {
          @Override
          float gd(float w, float g, float eta) {
            return 0.9999f * super.gd(w, g, eta);
          }

          @Override
          float pgd(float w, float g, float next, float eta, float sigma) {
            return 0.9999f * super.pgd(w, g, next, eta, sigma);
          }

          @Override
          float oneScale(float w, float g, float xi, float next, float eta, float sigma) {
            return 0.9999f * super.oneScale(w, g, xi, next, eta, sigma);
          }
        });
    add(
        "w loses its last bit",
        new Textbook(honest) {
          @Override
          float oneScale(float w, float g, float xi, float next, float eta, float sigma) {
            return and(super.oneScale(w, g, xi, next, eta, sigma), ~1);
          }
        });
    add(
        "xi kept in 8 bits",
        new Textbook(honest) {
          @Override
          float kept(float last, float next) {
            return and(next, 0xffff0000);
          }
        });
  }

  /** Those of {@link #GROSS}. */
  private void addGross() {
    add(
        "sign of the swap",
        new Textbook(honest) {
          @Override
          float oneScale(float w, float g, float xi, float next, float eta, float sigma) {
            return super.oneScale(w, g, -xi, next, eta, sigma);
          }
        });
    add(
        "stale xi",
        new Textbook(honest) {
          @Override
          float kept(float last, float next) {
            return last;
          }
        });
    add(
        "xi swapped before use",
        new Textbook(honest) {
          @Override
          float oneScale(float w, float g, float xi, float next, float eta, float sigma) {
            return super.oneScale(w, g, next, next, eta, sigma);
          }
        });
    addCorrelated("noise less 97 % of the last", 0.97f);
    addScaled("50 % of sigma", 1, 0.5f);
    addScaled("40 % of sigma", 1, 0.4f);
    addScaled("15 % of sigma", 1, 0.15f);
    addScaled("10 % of sigma", 1, 0.1f);
    addScaled("3 % of sigma", 1, 0.03f);
  }

  private void addScaled(String mistake, float etas, float sigmas) {
    add(
        mistake,
        new Textbook(honest) {
          @Override
          float gd(float w, float g, float eta) {
            return super.gd(w, g, etas * eta);
          }

          @Override
          float pgd(float w, float g, float next, float eta, float sigma) {
            return super.pgd(w, g, next, etas * eta, sigmas * sigma);
          }

          @Override
          float antiPgd(float w, float g, float xi, float next, float eta, float back, float add) {
            return super.antiPgd(w, g, xi, next, etas * eta, sigmas * back, sigmas * add);
          }
        });
  }

  /** The scale that a step uses in place of the two that it was given. */
  private interface Scale {
    float of(float back, float added);
  }

  private void addScales(String mistake, Scale back, Scale added) {
    add(
        mistake,
        new Textbook(honest) {
          @Override
          float antiPgd(float w, float g, float xi, float next, float eta, float last, float add) {
            float takenBack = back.of(last, add);
            return super.antiPgd(w, g, xi, next, eta, takenBack, added.of(last, add));
          }
        });
  }

  private void addLane(String mistake, Change last, Change next) {
    add(
        mistake,
        new Textbook(honest) {
          @Override
          float last(long element, float xi) {
            return element % 16 == 5 ? last.of(xi) : xi;
          }

          @Override
          float next(long element, float xi) {
            return element % 16 == 5 ? next.of(xi) : xi;
          }
        });
  }

  private static float and(float x, int mask) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(x) & mask);
  }

  private void addAddresses() {
    addStep("step 1 has the noise of step 0", n -> n == 1 ? 0 : n);
    addStep("every second step's index off by one", n -> n & ~1);
    addStep("noise of two steps ago reused", n -> n & ~2);
    addStep("step's high word ignored", n -> n & LOW_WORD);
    addStream("seed ignored", of -> stream(0, of.tensor(), of));
    addStream("seed's high word ignored", of -> stream((int) of.seed(), of.tensor(), of));
    addStream("tensor ignored", of -> stream(of.seed(), 0, of));
    addStream("tensor's sign ignored", of -> stream(of.seed(), of.tensor() << 1 >>> 1, of));
    addIndex("noise repeats after 4096 elements", e -> e % 4096);
    addIndex("element's high word ignored", e -> e & LOW_WORD);
  }

  private static NoiseStream stream(long seed, int tensor, NoiseStream of) {
    return new NoiseStream(seed, tensor, of.law(), of.generator());
  }

  private void addNoise() {
    addWords("cipher of 7 rounds", generator -> true, Saboteurs::sevenRounds);
    addCorrelated("noise correlated by -0.1 between steps", 0.1f);
    // Rademacher signs agree in one half of the tiles, whose first sign says which.
    addSpoiled(
        "noise correlated between two lanes",
        (law, xi, from) -> {
          if (law == Law.GAUSSIAN) {
            xi[from + 7] = 0.3f * xi[from + 3] + (float) Math.sqrt(1 - 0.09) * xi[from + 7];
          } else if (xi[from] > 0) {
            xi[from + 7] = xi[from + 3];
          }
        });
    addSpoiled(
        "neighbouring lanes equal",
        (law, xi, from) -> {
          for (int i = from; i < from + 64; i += 16) {
            xi[i + 9] = xi[i + 8];
          }
        });
    addTiles(
        "bit of a word used twice",
        (of, n, tile, count, out, from) -> {
          textbook.tiles(of, n, tile, count, out, from);
          for (int t = 0; of.law() == Law.RADEMACHER && t < count; t++) {
            int at = from + t * of.law().tile();
            System.arraycopy(out, at + 30 * 64, out, at + 31 * 64, 64);
          }
        });
    addTiles(
        "bit of a word is the xor of two others",
        (of, n, tile, count, out, from) -> {
          textbook.tiles(of, n, tile, count, out, from);
          for (int i = from; of.law() == Law.RADEMACHER && i < from + count * 2048; i++) {
            if ((i - from) % 2048 >= 31 * 64) {
              out[i] = out[i - 64] * out[i - 17 * 64];
            }
          }
        });
    addSpoiled(
        "Box-Muller pairs equal",
        (law, xi, from) -> {
          if (law == Law.GAUSSIAN) {
            System.arraycopy(xi, from, xi, from + 16, 16);
            System.arraycopy(xi, from + 32, xi, from + 48, 16);
          }
        });
    // Not correlated, and each of them normal.
    addSpoiled(
        "Box-Muller pairs equal in size",
        (law, xi, from) -> {
          for (int i = from; i < from + 16; i++) {
            xi[i + 16] = Math.copySign(xi[i], xi[i + 16]);
            xi[i + 48] = Math.copySign(xi[i + 32], xi[i + 48]);
          }
        });
    addSpoiled(
        "Gaussian noise 5 % too large",
        (law, xi, from) -> {
          if (law == Law.GAUSSIAN) {
            change(xi, from, 64, value -> 1.05f * value);
          }
        });
    addChanged("Gaussian truncated at 3", xi -> Math.max(-3, Math.min(3, xi)));
    addChanged("Gaussian truncated at 5", xi -> Math.max(-5, Math.min(5, xi)));
    // Of mean 0 and, to 2e-4, of variance 1.
    addChanged("skewness 0.06", xi -> xi + 0.01f * (xi * xi - 1));
    addChanged("noise in steps of 1/8", xi -> Math.round(8 * xi) / 8f);
    addChanged("variance 1.02", xi -> xi * 1.00995f);
    // 0 and +-sqrt(3/2) with probability 1/3 each: of variance 1. Signs have size 1 and stay.
    addSpoiled(
        "three values instead of Gaussian",
        (law, values, from) -> {
          if (law == Law.GAUSSIAN) {
            change(
                values,
                from,
                64,
                xi -> Math.abs(xi) < 0.43073f ? 0 : Math.copySign(1.2247449f, xi));
          }
        });
  }

  /** Mistakes in the small generator, in its seeds, and in which of its words belong where. */
  private void addShortStreams() {
    addShort(
        "short streams: no rotations", (of, n, block, out) -> small(13, 0, 0, of, n, block, out));
    addShort(
        "short streams: seeds of 4 rounds",
        (of, n, block, out) ->
            small(4, ShortStreams.ROTATE_B, ShortStreams.ROTATE_C, of, n, block, out));
    addMoved(
        "short streams: a tile begins with the last word of the one before",
        (step, lane, word) -> new At(step, lane, word - word / 4));
    addMoved(
        "short streams: every second lane is the one before, a tile later",
        (step, lane, word) -> new At(step, lane & ~1, word + lane % 2 * 4));
    addMoved(
        "short streams: every second step is the one before, a pair of words later",
        (step, lane, word) -> new At(step & ~1, lane, word + 2 * (int) (step % 2)));
  }

  private void addShort(String mistake, Words words) {
    addWords(mistake, generator -> generator == Generator.SHORT_STREAMS, words);
  }

  /** The words of a block by a small generator with these rotations and seeds of these rounds. */
  private static void small(
      int rounds, int rotateB, int rotateC, NoiseStream of, long n, long block, int[] out) {
    int[] state = new int[4];
    encipher(rounds, of, n, block / GROUP * LANES + block % LANES, state);
    int first = 4 * (int) (block % GROUP / LANES);
    for (int i = 0; i < first + 4; i++) {
      int e = state[0] - Integer.rotateLeft(state[1], rotateB);
      state[0] = state[1] ^ Integer.rotateLeft(state[2], rotateC);
      state[1] = state[2] + state[3];
      state[2] = state[3] + e;
      state[3] = e + state[0];
      out[i % 4] = state[3];
    }
  }

  /** Where a word is: which of a stream, which begins anew after its last. */
  private record At(long step, int lane, int word) {}

  private interface Move {
    At of(long step, int lane, int word);
  }

  /** Honest words in wrong places. */
  private void addMoved(String mistake, Move move) {
    addShort(
        mistake,
        (of, n, block, out) -> {
          int[] words = new int[4];
          long made = -1;
          for (int q = 0; q < 4; q++) {
            int word = 4 * (int) (block % GROUP / LANES) + q;
            At at = move.of(n, (int) (block % LANES), word);
            int other = at.word % ShortStreams.WORDS;
            long from = block / GROUP * GROUP + other / 4 * LANES + at.lane;
            if (from != made) {
              of.words(at.step, from, words);
              made = from;
            }
            out[q] = words[other % 4];
          }
        });
  }

  /** Mistakes in loops that are fused with their noise, and in what splits the work for them. */
  private void addFused() {
    add(
        "fused Gaussian, far: no gradient",
        new Textbook(honest) {
          @Override
          public void fusedAntiPgd(
              Slice at, Span span, Noise xi, long n, float eta, float back, float added) {
            boolean wrong = isGaussian(xi) && span.length() >= FAR;
            super.fusedAntiPgd(at, span, xi, n, wrong ? 0 : eta, back, added);
          }
        });
    add(
        "fused Gaussian, near: adds 1 % too much",
        new Textbook(honest) {
          @Override
          public void fusedAntiPgd(
              Slice at, Span span, Noise xi, long n, float eta, float back, float added) {
            boolean wrong = isGaussian(xi) && span.length() < FAR;
            super.fusedAntiPgd(at, span, xi, n, eta, back, wrong ? 1.01f * added : added);
          }
        });
    add(
        "fused Gaussian: takes back at the new sigma",
        new Textbook(honest) {
          @Override
          public void fusedAntiPgd(
              Slice at, Span span, Noise xi, long n, float eta, float back, float added) {
            super.fusedAntiPgd(at, span, xi, n, eta, isGaussian(xi) ? added : back, added);
          }
        });
    addShortened("fused Gaussian: last tile of a range skipped", Saboteurs::isGaussian);
    addShortened("fused Rademacher: last 64 of a range skipped", xi -> !isGaussian(xi));
    addFusedStream("fused Rademacher: tensor ignored", of -> stream(of.seed(), 0, of));
    addFusedStream(
        "fused Rademacher: seed's high word ignored",
        of -> stream((int) of.seed(), of.tensor(), of));
    add(
        "fused Rademacher: takes back the noise before the last",
        new Textbook(honest) {
          @Override
          long before(long n) {
            return Math.max(0, n - 2);
          }
        });
    addElement("split: each part has the noise of the first", at -> at.element() - at.from());
    addElement("optimizer: a shard's offset ignored", at -> at.from());
  }

  /** Of the two kinds of noise with fused loops, the stored one. */
  private static boolean isGaussian(Noise xi) {
    return xi instanceof Noise.Stored;
  }

  private void addShortened(String mistake, Predicate<Noise> wrong) {
    add(
        mistake,
        new Textbook(honest) {
          @Override
          int fused(Noise xi, int length) {
            return wrong.test(xi) ? length - 64 : length;
          }
        });
  }

  private void addFusedStream(String mistake, UnaryOperator<NoiseStream> wrong) {
    add(
        mistake,
        new Textbook(honest) {
          @Override
          public void fusedAntiPgd(
              Slice at, Span span, Noise xi, long n, float eta, float back, float added) {
            Noise moved = xi;
            if (xi instanceof Noise.Regenerated of) {
              moved = Noise.regenerated(wrong.apply(of.stream()));
            }
            super.fusedAntiPgd(at, span, moved, n, eta, back, added);
          }
        });
  }

  /** The noise of a slice in whole chunks as if it began at another element. */
  private void addElement(String mistake, ToLongFunction<Slice> wrong) {
    add(
        mistake,
        new Textbook(honest) {
          @Override
          public void fusedAntiPgd(
              Slice at, Span span, Noise xi, long n, float eta, float back, float added) {
            Slice moved = Slice.of(at.w(), at.g(), at.from(), at.length(), wrong.applyAsLong(at));
            super.fusedAntiPgd(moved, span, xi, n, eta, back, added);
          }
        });
  }

  /** {@link Textbook#tiles}. */
  private interface Tiles {
    void make(NoiseStream of, long n, long tile, int count, float[] out, int from);
  }

  private void addTiles(String mistake, Tiles wrong) {
    add(
        mistake,
        new Textbook(honest) {
          @Override
          public void tiles(NoiseStream of, long n, long tile, int count, float[] out, int from) {
            wrong.make(of, n, tile, count, out, from);
          }
        });
  }

  /** Noise less a part of that of the step before. */
  private void addCorrelated(String mistake, float part) {
    addTiles(
        mistake,
        (of, n, tile, count, out, from) -> {
          textbook.tiles(of, n, tile, count, out, from);
          float[] before = new float[n == 0 ? 0 : count * of.law().tile()];
          textbook.tiles(of, Math.max(0, n - 1), tile, before.length / of.law().tile(), before, 0);
          for (int i = 0; i < before.length; i++) {
            out[from + i] -= part * before[i];
          }
        });
  }

  private void addStep(String mistake, LongUnaryOperator wrong) {
    addTiles(
        mistake,
        (of, n, tile, count, out, from) ->
            textbook.tiles(of, wrong.applyAsLong(n), tile, count, out, from));
  }

  private void addStream(String mistake, UnaryOperator<NoiseStream> wrong) {
    addTiles(
        mistake,
        (of, n, tile, count, out, from) ->
            textbook.tiles(wrong.apply(of), n, tile, count, out, from));
  }

  private void addIndex(String mistake, LongUnaryOperator wrong) {
    addTiles(
        mistake,
        (of, n, tile, count, out, from) -> {
          int size = of.law().tile();
          for (int t = 0; t < count; t++) {
            long element = wrong.applyAsLong((tile + t) * size);
            textbook.tiles(of, n, element / size, 1, out, from + t * size);
          }
        });
  }

  /** Changes 64 values of noise: a tile of the Gaussian law, or a part of one. */
  private interface Spoiler {
    void spoil(Law law, float[] xi, int from);
  }

  private void addSpoiled(String mistake, Spoiler spoiler) {
    addTiles(
        mistake,
        (of, n, tile, count, out, from) -> {
          textbook.tiles(of, n, tile, count, out, from);
          for (int i = 0; i < count * of.law().tile(); i += 64) {
            spoiler.spoil(of.law(), out, from + i);
          }
        });
  }

  /** Changes a value of noise. */
  private interface Change {
    float of(float xi);
  }

  private void addChanged(String mistake, Change change) {
    addSpoiled(mistake, (law, xi, from) -> change(xi, from, 64, change));
  }

  private static void change(float[] xi, int from, int length, Change change) {
    for (int i = from; i < from + length; i++) {
      xi[i] = change.of(xi[i]);
    }
  }

  /** The words of a block, as {@link NoiseStream#words}. */
  private interface Words {
    void make(NoiseStream of, long n, long block, int[] out);
  }

  /** Noise of some generators from other words. */
  private void addWords(String mistake, Predicate<Generator> wrong, Words words) {
    addTiles(
        mistake,
        (of, n, tile, count, out, from) -> {
          if (wrong.test(of.generator())) {
            fromWords(words, of, n, tile, count, out, from);
          } else {
            textbook.tiles(of, n, tile, count, out, from);
          }
        });
  }

  private static void fromWords(
      Words from, NoiseStream of, long n, long tile, int count, float[] out, int at) {
    int[] words = new int[4];
    for (int i = 0; i < count * LANES; i++) {
      from.make(of, n, tile * LANES + i, words);
      int lane = at + i / LANES * of.law().tile() + i % LANES;
      for (int k = 0; k < of.law().tile() / LANES; k++) {
        out[lane + k * LANES] =
            switch (of.law()) {
              case GAUSSIAN -> gaussian(Gaussian.radius(words[k & 2]), words[k | 1], k);
              case RADEMACHER -> Rademacher.sign(words[k & 3], k >> 2);
            };
      }
    }
  }

  /** The words of a weaker cipher. */
  private static void sevenRounds(NoiseStream of, long n, long block, int[] out) {
    encipher(7, of, n, block, out);
  }

  private static void encipher(int rounds, NoiseStream of, long n, long number, int[] out) {
    int[] counter = {(int) number, (int) (number >>> 32), (int) n, (int) (n >>> 32)};
    int[] key = {(int) of.seed(), (int) (of.seed() >>> 32), of.tensor(), of.domainTag()};
    Threefry4x32.encipher(rounds, counter, key, out);
  }

  private static float gaussian(float radius, int angle, int word) {
    return word % 2 == 0 ? Gaussian.cosine(radius, angle) : Gaussian.sine(radius, angle);
  }
}
