// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Steps whose noise comes from a stream, for one thread: block by block the noise is made in an
 * array that stays in the nearest cache, and handed to the loops. Blocks end where element indices
 * are multiples of their size, so that they are whole tiles but for a slice's ragged ends.
 */
final class Blocks {

  private final Loops loops;
  private final Span span = new Span();
  private final float[] xiNew;
  private final float[] xiLast;

  Blocks(Loops loops) {
    this.loops = loops;
    int most =
        Stream.of(Law.values())
            .flatMapToInt(law -> Stream.of(Generator.values()).mapToInt(of -> loops.block(law, of)))
            .max()
            .getAsInt();
    xiNew = new float[most];
    xiLast = new float[most];
  }

  /** Whole tiles are made where they belong. */
  void fill(float[] xi, int from, int length, long element, NoiseStream stream, long n) {
    int tile = stream.law().tile();
    int head = (int) Math.min(length, -element & (tile - 1));
    int tiles = (length - head) / tile;
    int done = head + tiles * tile;
    fillRagged(xi, from, head, element, stream, n);
    if (tiles > 0) {
      loops.tiles(stream, n, (element + head) / tile, tiles, xi, from + head);
    }
    fillRagged(xi, from + done, length - done, element + done, stream, n);
  }

  /** Less than a tile. */
  private void fillRagged(
      float[] xi, int from, int length, long element, NoiseStream stream, long n) {
    if (length > 0) {
      int begin = cover(stream, n, element, length, xiNew);
      System.arraycopy(xiNew, begin, xi, from, length);
    }
  }

  void pgd(Slice at, Noise xi, long n, float eta, float sigma) {
    NoiseStream stream = stream(xi);
    for (int done = 0; done < at.length(); ) {
      int length = untilBlockEnds(stream, at.element() + done, at.length() - done);
      pgdBlock(at, span.set(at.from() + done, length, 0, 0), xi, n, eta, sigma);
      done += length;
    }
  }

  /** Called for each block, so that the JIT has a method to compile and not a loop to replace. */
  private void pgdBlock(Slice at, Span span, Noise xi, long n, float eta, float sigma) {
    int from = span.from();
    int length = span.length();
    long element = at.element() + (from - at.from());
    if (xi instanceof Noise.Stored stored) {
      fill(stored.xi(), from, length, element, stored.stream(), n);
      loops.pgd(at, span.set(from, length, from, from), stored.xi(), eta, sigma);
    } else {
      int begin = cover(stream(xi), n, element, length, xiNew);
      loops.pgd(at, span.set(from, length, 0, begin), xiNew, eta, sigma);
    }
  }

  void antiPgd(Slice at, Noise xi, long n, float eta, float takenBack, float added) {
    NoiseStream stream = stream(xi);
    int chunk = loops.fusedChunk(xi, n, takenBack != added);
    int head = chunk == 0 ? 0 : (int) Math.min(at.length(), -at.element() & (chunk - 1));
    int fused = chunk == 0 ? 0 : (at.length() - head) / chunk * chunk;
    for (int done = 0; done < at.length(); ) {
      int from = at.from() + done;
      if (done == head && fused > 0) {
        span.set(from, fused, from, 0);
        loops.fusedAntiPgd(at, span, xi, n, eta, takenBack, added);
        done += fused;
      } else {
        int left = (done < head ? head : at.length()) - done;
        int length = untilBlockEnds(stream, at.element() + done, left);
        antiPgdBlock(at, span.set(from, length, 0, 0), xi, n, eta, takenBack, added);
        done += length;
      }
    }
  }

  /** As {@link #pgdBlock}. */
  private void antiPgdBlock(
      Slice at, Span span, Noise xi, long n, float eta, float takenBack, float added) {
    int from = span.from();
    int length = span.length();
    long element = at.element() + (from - at.from());
    NoiseStream stream = stream(xi);
    int begin = cover(stream, n, element, length, xiNew);
    if (xi instanceof Noise.Stored stored) {
      span.set(from, length, from, begin);
      loops.antiPgd(at, span, stored.xi(), xiNew, eta, takenBack, added);
      return;
    }
    if (n == 0) {
      Arrays.fill(xiLast, 0f);
    } else {
      cover(stream, n - 1, element, length, xiLast);
    }
    span.set(from, length, begin, begin);
    loops.antiPgd(at, span, xiLast, xiNew, eta, takenBack, added);
  }

  private static NoiseStream stream(Noise xi) {
    return xi instanceof Noise.Stored stored ? stored.stream() : ((Noise.Regenerated) xi).stream();
  }

  private int untilBlockEnds(NoiseStream stream, long element, int left) {
    int block = loops.block(stream.law(), stream.generator());
    return Math.min(left, block - (int) (element & (block - 1)));
  }

  /** Makes the tiles that cover a part of a block, and returns where in {@code out} it begins. */
  private int cover(NoiseStream stream, long n, long element, int length, float[] out) {
    int tile = stream.law().tile();
    int begin = (int) (element & (tile - 1));
    loops.tiles(stream, n, element / tile, (begin + length + tile - 1) / tile, out, 0);
    return begin;
  }
}
