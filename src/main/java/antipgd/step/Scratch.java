package antipgd.step;

import antipgd.noise.Law;

/**
 * A thread's block of noise between its making and its use: small enough to stay in the L1 cache.
 */
final class Scratch {

  /** Elements made at a time, or one tile if that is more. */
  static final int BLOCK = 1024;

  final float[] next = new float[Math.max(BLOCK, Law.RADEMACHER.tile())];
  final float[] last = new float[next.length];
}
