package dev.signalbox.gateway.inference;

/** Takes changes to a stretch of bytes. */
interface Replacements {
  /** Puts {@code with} in the place of {@code from} to {@code to}. */
  void replace(byte[] bytes, int from, int to, byte[] with);
}
