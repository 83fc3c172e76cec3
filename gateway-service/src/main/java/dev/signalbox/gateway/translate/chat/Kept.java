package dev.signalbox.gateway.translate.chat;

import dev.signalbox.gateway.translate.UntranslatableException;

/** Counts what is kept of one answer, up to {@link #LONGEST} characters. For one thread. */
public final class Kept {
  public static final int LONGEST = 32 << 20;

  private long length;

  /**
   * More is kept.
   *
   * @throws UntranslatableException if that is too much
   */
  public void add(int characters) {
    length += characters;
    if (length > LONGEST) {
      throw new UntranslatableException(
          "more than " + LONGEST + " characters of it would have to be kept");
    }
  }
}
