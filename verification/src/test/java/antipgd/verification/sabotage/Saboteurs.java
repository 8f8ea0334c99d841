// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sabotage;

import antipgd.noise.Gaussian;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.noise.Rademacher;
import antipgd.noise.Threefry4x32;
import antipgd.step.StepKernel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/** Wrong kernels and wrong noise, each with one mistake that somebody could make. */
final class Saboteurs {

  private static final long LOW_WORD = 0xffffffffL;

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
    saboteurs.addRules();
    saboteurs.addAddresses();
    saboteurs.addNoise();
    return saboteurs.all;
  }

  private void add(String mistake, Textbook loops) {
    all.put(mistake, StepKernel.of(loops));
  }

  private void addRules() {
    add(
        "PGD instead of Anti-PGD",
        new Textbook(honest) {
          @Override
          float antiPgd(float w, float g, float xi, float next, float eta, float back, float add) {
            return pgd(w, g, next, eta, add);
          }
        });
    // With it PGD is nearly Anti-PGD: what it adds, it takes back.
    addTiles(
        "every second noise takes back the one before",
        (of, n, tile, count, out, from) -> {
          textbook.tiles(of, n & ~1L, tile, count, out, from);
          if ((n & 1) == 1) {
            change(out, from, count * of.law().tile(), xi -> -xi);
          }
        });
    add(
        "PGD without noise",
        new Textbook(honest) {
          @Override
          float pgd(float w, float g, float next, float eta, float sigma) {
            return gd(w, g, eta);
          }
        });
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
    add(
        "takes back at the new sigma",
        new Textbook(honest) {
          @Override
          float antiPgd(float w, float g, float xi, float next, float eta, float back, float add) {
            return oneScale(w, g, xi, next, eta, add);
          }
        });
    addScaled("sigma off by 2 %", 1, 1.02f);
    addScaled("eta off by 2 %", 1.02f, 1);
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

  private static float and(float x, int mask) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(x) & mask);
  }

  private void addAddresses() {
    addStep("one step's noise reused", n -> n & ~1);
    addStep("noise of two steps ago reused", n -> n & ~2);
    addStep("step's high word ignored", n -> n & LOW_WORD);
    addStream("seed ignored", of -> stream(0, of.tensor(), of));
    addStream("seed's high word ignored", of -> stream((int) of.seed(), of.tensor(), of));
    addStream("tensor ignored", of -> stream(of.seed(), 0, of));
    addStream("tensor's sign ignored", of -> stream(of.seed(), of.tensor() << 1 >>> 1, of));
    addElement("noise repeats after 4096 elements", e -> e % 4096);
    addElement("element's high word ignored", e -> e & LOW_WORD);
  }

  private static NoiseStream stream(long seed, int tensor, NoiseStream of) {
    return new NoiseStream(seed, tensor, of.law(), of.rounds());
  }

  private void addNoise() {
    addTiles("cipher of 7 rounds", Saboteurs::sevenRounds);
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
    addChanged("Gaussian truncated at 3", xi -> Math.max(-3, Math.min(3, xi)));
    addChanged("Gaussian truncated at 5", xi -> Math.max(-5, Math.min(5, xi)));
    // Of mean 0 and, to 2e-4, of variance 1.
    addChanged("skewness 0.06", xi -> xi + 0.01f * (xi * xi - 1));
    addChanged("noise in steps of 1/8", xi -> Math.round(8 * xi) / 8f);
    addChanged("variance 1.02", xi -> xi * 1.00995f);
    addChanged("mean 0.02", xi -> xi + 0.02f);
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
    addSpoiled(
        "one lane of 16 without noise",
        (law, xi, from) -> {
          for (int i = from; i < from + 64; i += 16) {
            xi[i] = 0;
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

  private void addElement(String mistake, LongUnaryOperator wrong) {
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

  /** The noise of a weaker cipher. */
  private static void sevenRounds(
      NoiseStream of, long n, long tile, int count, float[] out, int from) {
    int[] key = {(int) of.seed(), (int) (of.seed() >>> 32), of.tensor(), of.law().domainTag()};
    int[] words = new int[4];
    for (int i = 0; i < count * NoiseStream.TILE_BLOCKS; i++) {
      long block = tile * NoiseStream.TILE_BLOCKS + i;
      int[] counter = {(int) block, (int) (block >>> 32), (int) n, (int) (n >>> 32)};
      Threefry4x32.encipher(7, counter, key, words);
      int lane = from + i / NoiseStream.TILE_BLOCKS * of.law().tile() + i % NoiseStream.TILE_BLOCKS;
      for (int k = 0; k < of.law().tile() / NoiseStream.TILE_BLOCKS; k++) {
        out[lane + k * NoiseStream.TILE_BLOCKS] =
            switch (of.law()) {
              case GAUSSIAN -> gaussian(Gaussian.radius(words[k & 2]), words[k | 1], k);
              case RADEMACHER -> Rademacher.sign(words[k & 3], k >> 2);
            };
      }
    }
  }

  private static float gaussian(float radius, int angle, int word) {
    return word % 2 == 0 ? Gaussian.cosine(radius, angle) : Gaussian.sine(radius, angle);
  }
}
