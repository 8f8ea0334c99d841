// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import static antipgd.noise.Threefry4x32.R00;
import static antipgd.noise.Threefry4x32.R01;
import static antipgd.noise.Threefry4x32.R10;
import static antipgd.noise.Threefry4x32.R11;
import static antipgd.noise.Threefry4x32.R20;
import static antipgd.noise.Threefry4x32.R21;
import static antipgd.noise.Threefry4x32.R30;
import static antipgd.noise.Threefry4x32.R31;
import static antipgd.noise.Threefry4x32.R40;
import static antipgd.noise.Threefry4x32.R41;
import static antipgd.noise.Threefry4x32.R50;
import static antipgd.noise.Threefry4x32.R51;
import static antipgd.noise.Threefry4x32.R60;
import static antipgd.noise.Threefry4x32.R61;
import static antipgd.noise.Threefry4x32.R70;
import static antipgd.noise.Threefry4x32.R71;

import java.util.stream.IntStream;

/**
 * {@link Threefry4x32} of consecutive counters: an array a word, and a loop for four rounds and the
 * key that follows them.
 */
final class BlockedThreefry {

  private final int[] w0;
  private final int[] w1;
  private final int[] w2;
  private final int[] w3;

  /** 0, 1, 2, ...: JDK 17 makes no vectors of a loop's own index. */
  private final int[] indices;

  private final int[] key = new int[5];

  BlockedThreefry(int blocks) {
    w0 = new int[blocks];
    w1 = new int[blocks];
    w2 = new int[blocks];
    w3 = new int[blocks];
    indices = IntStream.range(0, blocks).toArray();
  }

  /** The words of {@code n} blocks, over which the low word of the counter does not overflow. */
  void encipher(NoiseStream stream, long step, long block, int n) {
    key[0] = (int) stream.seed();
    key[1] = (int) (stream.seed() >>> 32);
    key[2] = stream.tensor();
    key[3] = stream.domainTag();
    key[4] = Threefry4x32.PARITY ^ key[0] ^ key[1] ^ key[2] ^ key[3];
    first(
        n,
        (int) block + key[0],
        (int) (block >>> 32) + key[1],
        (int) step + key[2],
        (int) (step >>> 32) + key[3]);
    odd(n, 2);
    even(n, 3);
    switch (stream.generator()) {
      case THREEFRY_20 -> {
        odd(n, 4);
        even(n, 5);
      }
      case SHORT_STREAMS -> last(n);
    }
  }

  /** One of words 0 to 3, of each block. */
  int[] word(int q) {
    return switch (q) {
      case 0 -> w0;
      case 1 -> w1;
      case 2 -> w2;
      default -> w3;
    };
  }

  private int key(int word) {
    return key[word % 5];
  }

  /** Rounds 0 to 3 of counters whose word 0 counts on from {@code c0}, and the key after them. */
  private void first(int n, int c0, int c1, int c2, int c3) {
    int[] w0 = this.w0;
    int[] w1 = this.w1;
    int[] w2 = this.w2;
    int[] w3 = this.w3;
    int[] indices = this.indices;
    int k0 = key[1];
    int k1 = key[2];
    int k2 = key[3];
    int k3 = key[4] + 1;
    for (int i = 0; i < n; i++) {
      int x0 = indices[i] + c0;
      int x1 = c1;
      int x2 = c2;
      int x3 = c3;
      x0 += x1;
      x1 = Integer.rotateLeft(x1, R00) ^ x0;
      x2 += x3;
      x3 = Integer.rotateLeft(x3, R01) ^ x2;
      x0 += x3;
      x3 = Integer.rotateLeft(x3, R10) ^ x0;
      x2 += x1;
      x1 = Integer.rotateLeft(x1, R11) ^ x2;
      x0 += x1;
      x1 = Integer.rotateLeft(x1, R20) ^ x0;
      x2 += x3;
      x3 = Integer.rotateLeft(x3, R21) ^ x2;
      x0 += x3;
      x3 = Integer.rotateLeft(x3, R30) ^ x0;
      x2 += x1;
      x1 = Integer.rotateLeft(x1, R31) ^ x2;
      w0[i] = x0 + k0;
      w1[i] = x1 + k1;
      w2[i] = x2 + k2;
      w3[i] = x3 + k3;
    }
  }

  /** Rounds 8 to 11 or 16 to 19, and the key after them. */
  private void even(int n, int group) {
    int[] w0 = this.w0;
    int[] w1 = this.w1;
    int[] w2 = this.w2;
    int[] w3 = this.w3;
    int k0 = key(group);
    int k1 = key(group + 1);
    int k2 = key(group + 2);
    int k3 = key(group + 3) + group;
    for (int i = 0; i < n; i++) {
      int x0 = w0[i];
      int x1 = w1[i];
      int x2 = w2[i];
      int x3 = w3[i];
      x0 += x1;
      x1 = Integer.rotateLeft(x1, R00) ^ x0;
      x2 += x3;
      x3 = Integer.rotateLeft(x3, R01) ^ x2;
      x0 += x3;
      x3 = Integer.rotateLeft(x3, R10) ^ x0;
      x2 += x1;
      x1 = Integer.rotateLeft(x1, R11) ^ x2;
      x0 += x1;
      x1 = Integer.rotateLeft(x1, R20) ^ x0;
      x2 += x3;
      x3 = Integer.rotateLeft(x3, R21) ^ x2;
      x0 += x3;
      x3 = Integer.rotateLeft(x3, R30) ^ x0;
      x2 += x1;
      x1 = Integer.rotateLeft(x1, R31) ^ x2;
      w0[i] = x0 + k0;
      w1[i] = x1 + k1;
      w2[i] = x2 + k2;
      w3[i] = x3 + k3;
    }
  }

  /** Rounds 4 to 7 or 12 to 15, and the key after them. */
  private void odd(int n, int group) {
    int[] w0 = this.w0;
    int[] w1 = this.w1;
    int[] w2 = this.w2;
    int[] w3 = this.w3;
    int k0 = key(group);
    int k1 = key(group + 1);
    int k2 = key(group + 2);
    int k3 = key(group + 3) + group;
    for (int i = 0; i < n; i++) {
      int x0 = w0[i];
      int x1 = w1[i];
      int x2 = w2[i];
      int x3 = w3[i];
      x0 += x1;
      x1 = Integer.rotateLeft(x1, R40) ^ x0;
      x2 += x3;
      x3 = Integer.rotateLeft(x3, R41) ^ x2;
      x0 += x3;
      x3 = Integer.rotateLeft(x3, R50) ^ x0;
      x2 += x1;
      x1 = Integer.rotateLeft(x1, R51) ^ x2;
      x0 += x1;
      x1 = Integer.rotateLeft(x1, R60) ^ x0;
      x2 += x3;
      x3 = Integer.rotateLeft(x3, R61) ^ x2;
      x0 += x3;
      x3 = Integer.rotateLeft(x3, R70) ^ x0;
      x2 += x1;
      x1 = Integer.rotateLeft(x1, R71) ^ x2;
      w0[i] = x0 + k0;
      w1[i] = x1 + k1;
      w2[i] = x2 + k2;
      w3[i] = x3 + k3;
    }
  }

  /** Round 12 as the last one, after which no key is added. */
  private void last(int n) {
    int[] w0 = this.w0;
    int[] w1 = this.w1;
    int[] w2 = this.w2;
    int[] w3 = this.w3;
    for (int i = 0; i < n; i++) {
      int x0 = w0[i];
      int x1 = w1[i];
      int x2 = w2[i];
      int x3 = w3[i];
      x0 += x1;
      x1 = Integer.rotateLeft(x1, R40) ^ x0;
      x2 += x3;
      x3 = Integer.rotateLeft(x3, R41) ^ x2;
      w0[i] = x0;
      w1[i] = x1;
      w2[i] = x2;
      w3[i] = x3;
    }
  }
}
