package antipgd.verification.sabotage;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.StepKernel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Wrong kernels and wrong noise, each with one mistake that somebody could make. */
final class Saboteurs {

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
    all.put("one step's noise reused", new ReusesSteps(honest, 1));
    all.put("noise of two steps ago reused", new ReusesSteps(honest, 2));
    all.put("seed ignored", new IgnoresSeed(honest));
    all.put("noise repeats after 4096 elements", new ShortPeriod(honest));
    all.put("noise correlated between two lanes", new CorrelatedLanes(honest));
    all.put("Box-Muller pairs equal", new EqualPairs(honest));
    all.put("Gaussian truncated at 3", new Truncated(honest));
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

  private static final class ReusesSteps extends Textbook {
    private final long ignoredBit;

    ReusesSteps(StepKernel honest, long ignoredBit) {
      super(honest);
      this.ignoredBit = ignoredBit;
    }

    @Override
    protected void noiseTile(NoiseStream noise, long step, long tile, float[] out, int at) {
      super.noiseTile(noise, step & ~ignoredBit, tile, out, at);
    }
  }

  /** With it PGD is nearly Anti-PGD: what it adds, it takes back. */
  private static final class AlternatesSign extends Textbook {
    AlternatesSign(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void noiseTile(NoiseStream noise, long step, long tile, float[] out, int at) {
      super.noiseTile(noise, step & ~1L, tile, out, at);
      if ((step & 1) == 1) {
        for (int i = at; i < at + noise.law().tile(); i++) {
          out[i] = -out[i];
        }
      }
    }
  }

  private static final class IgnoresSeed extends Textbook {
    IgnoresSeed(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void noiseTile(NoiseStream noise, long step, long tile, float[] out, int at) {
      NoiseStream same = new NoiseStream(0, noise.tensor(), noise.law(), noise.rounds());
      super.noiseTile(same, step, tile, out, at);
    }
  }

  private static final class ShortPeriod extends Textbook {
    ShortPeriod(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void noiseTile(NoiseStream noise, long step, long tile, float[] out, int at) {
      super.noiseTile(noise, step, tile % (4096 / noise.law().tile()), out, at);
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

  private static final class Truncated extends Textbook {
    Truncated(StepKernel honest) {
      super(honest);
    }

    @Override
    protected void spoil(Law law, float[] xi, int from) {
      for (int i = from; i < from + 64; i++) {
        xi[i] = Math.max(-3, Math.min(3, xi[i]));
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
