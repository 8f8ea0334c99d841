package antipgd.step;

/**
 * A thread's block of noise between its making and its use: small enough to stay in the L1 cache.
 */
final class Scratch {

  /** Elements of a block: whole tiles of every law. */
  static final int BLOCK = 2048;

  final float[] next = new float[BLOCK];
  final float[] last = new float[BLOCK];
}
