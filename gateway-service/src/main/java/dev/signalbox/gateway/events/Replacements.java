package dev.signalbox.gateway.events;

/** Takes changes to a stretch of bytes. */
public interface Replacements {
  /** Puts {@code with} in the place of {@code from} to {@code to}. */
  void replace(byte[] bytes, int from, int to, byte[] with);
}
