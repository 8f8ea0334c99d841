// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which loop gets which elements. That the bits are right: {@link GeneratedStepsTest}. */
class BlocksTest {

  private static final int CHUNK = 64;

  /** The scalar loops, with a fused one that notes what it is called with. */
  private static final class Noting implements Loops {

    private final Loops scalar = new ScalarLoops();
    private final List<List<Integer>> fused = new ArrayList<>();
    private int others;

    @Override
    public String name() {
      return "noting";
    }

    @Override
    public void gd(Slice at, float eta) {
      scalar.gd(at, eta);
    }

    @Override
    public void pgd(Slice at, Span span, float[] xiNew, float eta, float sigma) {
      scalar.pgd(at, span, xiNew, eta, sigma);
    }

    @Override
    public void antiPgd(
        Slice at, Span span, float[] xiLast, float[] xiNew, float eta, float back, float added) {
      others += span.length();
    }

    @Override
    public void tiles(NoiseStream stream, long n, long tile, int count, float[] out, int from) {
      scalar.tiles(stream, n, tile, count, out, from);
    }

    @Override
    public int fusedChunk(Noise xi, long n, boolean twoScales) {
      return CHUNK;
    }

    @Override
    public void fusedAntiPgd(
        Slice at, Span span, Noise xi, long n, float eta, float back, float added) {
      fused.add(List.of(span.from(), span.length()));
    }
  }

  /** More chunks than a chunk has elements. */
  @Test
  void allWholeChunksAreFusedInOneCall() {
    int whole = (CHUNK + 1) * CHUNK;
    int length = CHUNK - 10 + whole + 20;
    Noting loops = new Noting();
    Slice at = Slice.of(new float[3 + length], new float[3 + length], 3, length, 10);
    NoiseStream stream = new NoiseStream(1, 2, Law.GAUSSIAN);
    StepKernel.of(loops).antiPgd(at, Noise.regenerated(stream), 1, 0.1f, 0.2f);
    assertThat(loops.fused).containsExactly(List.of(3 + CHUNK - 10, whole));
    assertThat(loops.others).isEqualTo(length - whole);
  }
}
