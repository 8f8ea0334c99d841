package antipgd.verification.sabotage;

import antipgd.noise.Gaussian;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.noise.Rademacher;
import antipgd.noise.Threefry4x32;
import antipgd.step.StepKernel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/** Wrong kernels and wrong noise, each with one mistake that somebody could make. */
final class Saboteurs {

  private static final long LOW_WORD = 0xffffffffL;

  private Saboteurs() {}

  /** Every saboteur by what it does wrong; its noise is the honest kernel's, spoiled or not. */
  static Map<String, StepKernel> all(StepKernel honest) {
    Map<String, StepKernel> all = new LinkedHashMap<>();
    all.put("PGD instead of Anti-PGD", new NeverTakesBack(honest));
    all.put("every second noise takes back the one before", new AlternatesSign(honest));
    all.put("PGD without noise", new PgdWithoutNoise(honest));
    all.put("sign of the swap", new WrongSign(honest));
    all.put("stale xi", new StaleXi(honest));
    all.put("xi swapped before use", new SwappedTooEarly(honest));
    all.put("takes back at the new sigma", new WrongSigmaBack(honest));
    all.put("sigma off by 2 %", new Scaled(honest, 1, 1.02f));
    all.put("eta off by 2 %", new Scaled(honest, 1.02f, 1));
    all.put("last element of a range skipped", new SkipsLast(honest));
    all.put("weight decay 1e-4", new WeightDecay(honest));
    all.put("w loses its last bit", new LosesLastBit(honest));
    all.put("xi kept in 8 bits", new CoarseXi(honest));
    all.put("one step's noise reused", Misaddressed.step(honest, step -> step & ~1));
    all.put("noise of two steps ago reused", Misaddressed.step(honest, step -> step & ~2));
    all.put("step's high word ignored", Misaddressed.step(honest, step -> step & LOW_WORD));
    all.put("seed ignored", Misaddressed.seed(honest, seed -> 0));
    all.put("seed's high word ignored", Misaddressed.seed(honest, seed -> (int) seed));
    all.put("tensor ignored", Misaddressed.tensor(honest, tensor -> 0));
    all.put("tensor's sign ignored", Misaddressed.tensor(honest, t -> t & Integer.MAX_VALUE));
    all.put("noise repeats after 4096 elements", Misaddressed.element(honest, e -> e % 4096));
    all.put("element's high word ignored", Misaddressed.element(honest, e -> e & LOW_WORD));
    all.put("cipher of 7 rounds", new FewRounds(honest, 7));
    all.put("noise correlated between two lanes", new CorrelatedLanes(honest));
    all.put("neighbouring lanes equal", new EqualLanes(honest));
    all.put("bit of a word used twice", new RepeatedBit(honest));
    all.put("Box-Muller pairs equal", new EqualPairs(honest));
    all.put("Box-Muller pairs equal in size", new EqualSizes(honest));
    all.put("Gaussian truncated at 3", new Truncated(honest, 3));
    all.put("Gaussian truncated at 5", new Truncated(honest, 5));
    all.put("skewness 0.06", new Skewed(honest));
    all.put("noise in steps of 1/8", new Coarse(honest));
    all.put("variance 1.02", new TooWide(honest));
    all.put("mean 0.02", new Shifted(honest));
    all.put("three values instead of Gaussian", new ThreeValued(honest));
    all.put("one lane of 16 without noise", new SilentLane(honest));
    return all;
  }

  private static final class NeverTakesBack extends Textbook {
    NeverTakesBack(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void antiPgdRange(
        float[] w,
        float[] g,
        int from,
        float[] xi,
        int xiFrom,
        float[] xiNext,
        int nextFrom,
        int length,
        float eta,
        float sigma) {
      pgdRange(w, g, from, xiNext, nextFrom, length, eta, sigma);
      System.arraycopy(xiNext, nextFrom, xi, xiFrom, length);
    }

    @Override
    protected void antiPgdRange(
        float[] w,
        float[] g,
        int from,
        float[] xi,
        int xiFrom,
        float[] xiNext,
        int nextFrom,
        int length,
        float eta,
        float sigma,
        float sigmaNext) {
      antiPgdRange(w, g, from, xi, xiFrom, xiNext, nextFrom, length, eta, sigmaNext);
    }
  }

  private static final class PgdWithoutNoise extends Textbook {
    PgdWithoutNoise(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void pgdRange(
        float[] w,
        float[] g,
        int from,
        float[] xi,
        int xiFrom,
        int length,
        float eta,
        float sigma) {
      gdRange(w, g, from, length, eta);
    }
  }

  private static final class WrongSign extends Textbook {
    WrongSign(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void antiPgdRange(
        float[] w,
        float[] g,
        int from,
        float[] xi,
        int xiFrom,
        float[] xiNext,
        int nextFrom,
        int length,
        float eta,
        float sigma) {
      for (int i = 0; i < length; i++) {
        xi[xiFrom + i] = -xi[xiFrom + i];
      }
      super.antiPgdRange(w, g, from, xi, xiFrom, xiNext, nextFrom, length, eta, sigma);
    }
  }

  private static final class StaleXi extends Textbook {
    StaleXi(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void antiPgdRange(
        float[] w,
        float[] g,
        int from,
        float[] xi,
        int xiFrom,
        float[] xiNext,
        int nextFrom,
        int length,
        float eta,
        float sigma) {
      float[] kept = Arrays.copyOfRange(xi, xiFrom, xiFrom + length);
      super.antiPgdRange(w, g, from, xi, xiFrom, xiNext, nextFrom, length, eta, sigma);
      System.arraycopy(kept, 0, xi, xiFrom, length);
    }
  }

  private static final class SwappedTooEarly extends Textbook {
    SwappedTooEarly(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void antiPgdRange(
        float[] w,
        float[] g,
        int from,
        float[] xi,
        int xiFrom,
        float[] xiNext,
        int nextFrom,
        int length,
        float eta,
        float sigma) {
      System.arraycopy(xiNext, nextFrom, xi, xiFrom, length);
      super.antiPgdRange(w, g, from, xi, xiFrom, xiNext, nextFrom, length, eta, sigma);
    }
  }

  private static final class WrongSigmaBack extends Textbook {
    WrongSigmaBack(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void antiPgdRange(
        float[] w,
        float[] g,
        int from,
        float[] xi,
        int xiFrom,
        float[] xiNext,
        int nextFrom,
        int length,
        float eta,
        float sigma,
        float sigmaNext) {
      antiPgdRange(w, g, from, xi, xiFrom, xiNext, nextFrom, length, eta, sigmaNext);
    }
  }

  private static final class Scaled extends Textbook {
    private final float etaFactor;
    private final float sigmaFactor;

    Scaled(StepKernel honest, float etaFactor, float sigmaFactor) {
      super(honest);
      this.etaFactor = etaFactor;
      this.sigmaFactor = sigmaFactor;
    }

    @Override
    protected void gdRange(float[] w, float[] g, int from, int length, float eta) {
      super.gdRange(w, g, from, length, etaFactor * eta);
    }

    @Override
    protected void pgdRange(
        float[] w,
        float[] g,
        int from,
        float[] xi,
        int xiFrom,
        int length,
        float eta,
        float sigma) {
      super.pgdRange(w, g, from, xi, xiFrom, length, etaFactor * eta, sigmaFactor * sigma);
    }

    @Override
    protected void antiPgdRange(
        float[] w,
        float[] g,
        int from,
        float[] xi,
        int xiFrom,
        float[] xiNext,
        int nextFrom,
        int length,
        float eta,
        float sigma) {
      super.antiPgdRange(
          w, g, from, xi, xiFrom, xiNext, nextFrom, length, etaFactor * eta, sigmaFactor * sigma);
    }

    @Override
    protected void antiPgdRange(
        float[] w,
        float[] g,
        int from,
        float[] xi,
        int xiFrom,
        float[] xiNext,
        int nextFrom,
        int length,
        float eta,
        float sigma,
        float sigmaNext) {
      super.antiPgdRange(
          w,
          g,
          from,
          xi,
          xiFrom,
          xiNext,
          nextFrom,
          length,
          etaFactor * eta,
          sigmaFactor * sigma,
          sigmaFactor * sigmaNext);
    }
  }

  private static final class SkipsLast extends Textbook {
    SkipsLast(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void gdRange(float[] w, float[] g, int from, int length, float eta) {
      super.gdRange(w, g, from, length - 1, eta);
    }

    @Override
    protected void pgdRange(
        float[] w,
        float[] g,
        int from,
        float[] xi,
        int xiFrom,
        int length,
        float eta,
        float sigma) {
      super.pgdRange(w, g, from, xi, xiFrom, length - 1, eta, sigma);
    }

    @Override
    protected void antiPgdRange(
        float[] w,
        float[] g,
        int from,
        float[] xi,
        int xiFrom,
        float[] xiNext,
        int nextFrom,
        int length,
        float eta,
        float sigma) {
      super.antiPgdRange(w, g, from, xi, xiFrom, xiNext, nextFrom, length - 1, eta, sigma);
    }
  }

  private static final class WeightDecay extends Textbook {
    WeightDecay(StepKernel honest) {
      super(honest);
    }

    private static void decay(float[] w, int from, int length) {
      for (int i = from; i < from + length; i++) {
        w[i] *= 0.9999f;
      }
    }

    @Override
    protected void gdRange(float[] w, float[] g, int from, int length, float eta) {
      super.gdRange(w, g, from, length, eta);
      decay(w, from, length);
    }

    @Override
    protected void pgdRange(
        float[] w,
        float[] g,
        int from,
        float[] xi,
        int xiFrom,
        int length,
        float eta,
        float sigma) {
      super.pgdRange(w, g, from, xi, xiFrom, length, eta, sigma);
      decay(w, from, length);
    }

    @Override
    protected void antiPgdRange(
        float[] w,
        float[] g,
        int from,
        float[] xi,
        int xiFrom,
        float[] xiNext,
        int nextFrom,
        int length,
        float eta,
        float sigma) {
      super.antiPgdRange(w, g, from, xi, xiFrom, xiNext, nextFrom, length, eta, sigma);
      decay(w, from, length);
    }
  }

  private static final class LosesLastBit extends Textbook {
    LosesLastBit(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void antiPgdRange(
        float[] w,
        float[] g,
        int from,
        float[] xi,
        int xiFrom,
        float[] xiNext,
        int nextFrom,
        int length,
        float eta,
        float sigma) {
      super.antiPgdRange(w, g, from, xi, xiFrom, xiNext, nextFrom, length, eta, sigma);
      for (int i = from; i < from + length; i++) {
        w[i] = Float.intBitsToFloat(Float.floatToRawIntBits(w[i]) & ~1);
      }
    }
  }

  private static final class CoarseXi extends Textbook {
    CoarseXi(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void antiPgdRange(
        float[] w,
        float[] g,
        int from,
        float[] xi,
        int xiFrom,
        float[] xiNext,
        int nextFrom,
        int length,
        float eta,
        float sigma) {
      super.antiPgdRange(w, g, from, xi, xiFrom, xiNext, nextFrom, length, eta, sigma);
      for (int i = xiFrom; i < xiFrom + length; i++) {
        xi[i] = Float.intBitsToFloat(Float.floatToRawIntBits(xi[i]) & 0xffff0000);
      }
    }
  }

  /** Noise of another address. */
  private static final class Misaddressed extends Textbook {
    private final UnaryOperator<NoiseStream> stream;
    private final LongUnaryOperator step;
    private final LongUnaryOperator element;

    private Misaddressed(
        StepKernel honest,
        UnaryOperator<NoiseStream> stream,
        LongUnaryOperator step,
        LongUnaryOperator element) {
      super(honest);
      this.stream = stream;
      this.step = step;
      this.element = element;
    }

    static Misaddressed seed(StepKernel honest, LongUnaryOperator seed) {
      return new Misaddressed(
          honest,
          noise ->
              new NoiseStream(
                  seed.applyAsLong(noise.seed()), noise.tensor(), noise.law(), noise.rounds()),
          LongUnaryOperator.identity(),
          LongUnaryOperator.identity());
    }

    static Misaddressed tensor(StepKernel honest, IntUnaryOperator tensor) {
      return new Misaddressed(
          honest,
          noise ->
              new NoiseStream(
                  noise.seed(), tensor.applyAsInt(noise.tensor()), noise.law(), noise.rounds()),
          LongUnaryOperator.identity(),
          LongUnaryOperator.identity());
    }

    static Misaddressed step(StepKernel honest, LongUnaryOperator step) {
      return new Misaddressed(honest, UnaryOperator.identity(), step, LongUnaryOperator.identity());
    }

    static Misaddressed element(StepKernel honest, LongUnaryOperator element) {
      return new Misaddressed(
          honest, UnaryOperator.identity(), LongUnaryOperator.identity(), element);
    }

    @Override
    protected void noiseTiles(NoiseStream noise, long step, long tile, int count, float[] out) {
      NoiseStream wrong = stream.apply(noise);
      long wrongStep = this.step.applyAsLong(step);
      int size = noise.law().tile();
      for (int i = 0; i < count; i++) {
        long wrongElement = element.applyAsLong((tile + i) * size);
        noiseSource.fill(out, i * size, size, wrong, wrongStep, wrongElement);
      }
    }
  }

  /** With it PGD is nearly Anti-PGD: what it adds, it takes back. */
  private static final class AlternatesSign extends Textbook {
    AlternatesSign(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void noiseTiles(NoiseStream noise, long step, long tile, int count, float[] out) {
      super.noiseTiles(noise, step & ~1L, tile, count, out);
      if ((step & 1) == 1) {
        for (int i = 0; i < count * noise.law().tile(); i++) {
          out[i] = -out[i];
        }
      }
    }
  }

  /** The noise of a weaker cipher. */
  private static final class FewRounds extends Textbook {
    private final int rounds;

    FewRounds(StepKernel honest, int rounds) {
      super(honest);
      this.rounds = rounds;
    }

    @Override
    protected void noiseTiles(NoiseStream noise, long step, long tile, int count, float[] out) {
      int[] key = {
        (int) noise.seed(), (int) (noise.seed() >>> 32), noise.tensor(), noise.law().domainTag()
      };
      int[] words = new int[4];
      for (int i = 0; i < count * NoiseStream.TILE_BLOCKS; i++) {
        long block = tile * NoiseStream.TILE_BLOCKS + i;
        int[] counter = {(int) block, (int) (block >>> 32), (int) step, (int) (step >>> 32)};
        Threefry4x32.encipher(rounds, counter, key, words);
        int lane = i % NoiseStream.TILE_BLOCKS;
        int at = i / NoiseStream.TILE_BLOCKS * noise.law().tile() + lane;
        for (int q = 0; q < 4; q++) {
          spread(noise.law(), words, q, out, at + q * NoiseStream.TILE_BLOCKS);
        }
      }
    }

    /** Where word q belongs, by the law. */
    private static void spread(Law law, int[] words, int q, float[] out, int at) {
      switch (law) {
        case GAUSSIAN -> {
          float radius = Gaussian.radius(words[q & ~1]);
          int angle = words[q | 1];
          out[at] = q % 2 == 0 ? Gaussian.cosine(radius, angle) : Gaussian.sine(radius, angle);
        }
        case RADEMACHER -> {
          for (int bit = 0; bit < Integer.SIZE; bit++) {
            out[at + 64 * bit] = Rademacher.sign(words[q], bit);
          }
        }
      }
    }
  }

  private static final class CorrelatedLanes extends Textbook {
    CorrelatedLanes(StepKernel honest) {
      super(honest);
    }

    /** Rademacher signs agree in one half of the tiles, whose first sign says which. */
    @Override
    protected void spoil(Law law, float[] xi, int from) {
      if (law == Law.GAUSSIAN) {
        xi[from + 7] = 0.3f * xi[from + 3] + (float) Math.sqrt(1 - 0.09) * xi[from + 7];
      } else if (xi[from] > 0) {
        xi[from + 7] = xi[from + 3];
      }
    }
  }

  private static final class EqualPairs extends Textbook {
    EqualPairs(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void spoil(Law law, float[] xi, int from) {
      if (law == Law.GAUSSIAN) {
        System.arraycopy(xi, from, xi, from + 16, 16);
        System.arraycopy(xi, from + 32, xi, from + 48, 16);
      }
    }
  }

  private static final class EqualLanes extends Textbook {
    EqualLanes(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void spoil(Law law, float[] xi, int from) {
      for (int i = from; i < from + 64; i += 16) {
        xi[i + 9] = xi[i + 8];
      }
    }
  }

  private static final class RepeatedBit extends Textbook {
    RepeatedBit(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void noiseTiles(NoiseStream noise, long step, long tile, int count, float[] out) {
      super.noiseTiles(noise, step, tile, count, out);
      if (noise.law() == Law.RADEMACHER) {
        for (int at = 0; at < count * noise.law().tile(); at += noise.law().tile()) {
          System.arraycopy(out, at + 30 * 64, out, at + 31 * 64, 64);
        }
      }
    }
  }

  /** Not correlated, and each of them normal. */
  private static final class EqualSizes extends Textbook {
    EqualSizes(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void spoil(Law law, float[] xi, int from) {
      for (int i = from; i < from + 16; i++) {
        xi[i + 16] = Math.copySign(xi[i], xi[i + 16]);
        xi[i + 48] = Math.copySign(xi[i + 32], xi[i + 48]);
      }
    }
  }

  private static final class Truncated extends Textbook {
    private final float limit;

    Truncated(StepKernel honest, float limit) {
      super(honest);
      this.limit = limit;
    }

    @Override
    protected void spoil(Law law, float[] xi, int from) {
      for (int i = from; i < from + 64; i++) {
        xi[i] = Math.max(-limit, Math.min(limit, xi[i]));
      }
    }
  }

  /** Of mean 0 and, to 2e-4, of variance 1. */
  private static final class Skewed extends Textbook {
    Skewed(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void spoil(Law law, float[] xi, int from) {
      for (int i = from; i < from + 64; i++) {
        xi[i] += 0.01f * (xi[i] * xi[i] - 1);
      }
    }
  }

  private static final class Coarse extends Textbook {
    Coarse(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void spoil(Law law, float[] xi, int from) {
      for (int i = from; i < from + 64; i++) {
        xi[i] = Math.round(8 * xi[i]) / 8f;
      }
    }
  }

  private static final class TooWide extends Textbook {
    TooWide(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void spoil(Law law, float[] xi, int from) {
      for (int i = from; i < from + 64; i++) {
        xi[i] *= 1.00995f;
      }
    }
  }

  private static final class Shifted extends Textbook {
    Shifted(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void spoil(Law law, float[] xi, int from) {
      for (int i = from; i < from + 64; i++) {
        xi[i] += 0.02f;
      }
    }
  }

  /** 0 and +-sqrt(3/2) with probability 1/3 each: of variance 1. */
  private static final class ThreeValued extends Textbook {
    ThreeValued(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void spoil(Law law, float[] xi, int from) {
      if (law == Law.GAUSSIAN) {
        for (int i = from; i < from + 64; i++) {
          xi[i] = Math.abs(xi[i]) < 0.43073f ? 0 : Math.copySign(1.2247449f, xi[i]);
        }
      }
    }
  }

  private static final class SilentLane extends Textbook {
    SilentLane(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void spoil(Law law, float[] xi, int from) {
      for (int i = from; i < from + 64; i += 16) {
        xi[i] = 0;
      }
    }
  }
}
