package dev.signalbox.engine.llama.sampling;

/**
 * The random state of a draw as a function of the seed and of the number of tokens before it. An
 * answer that is continued from its tokens, here or elsewhere, draws what it would have drawn.
 */
final class PositionSeed {
  private PositionSeed() {}

  /** The finaliser of SplitMix64 over both, cut to the 32 bits that the library takes. */
  static int of(long seed, int position) {
    long z = seed + (position + 1L) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    int mixed = (int) ((z ^ (z >>> 31)) >>> 32);
    // The library reads -1 as "take any seed".
    return mixed == -1 ? 0 : mixed;
  }
}
