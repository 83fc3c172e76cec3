package dev.signalbox.bench.pair.question;

import dev.signalbox.router.lab.data.HeldOut;
import java.math.BigDecimal;

/**
 * A word problem.
 *
 * @param id of its text in normal form: the same however it is written
 * @param text what is asked
 * @param reference the right answer
 */
public record Question(String id, String text, BigDecimal reference) {
  private static final int ID_CHARS = 16;

  /** A question by its text. */
  public static Question of(String text, BigDecimal reference) {
    return new Question(HeldOut.digest(text).substring(0, ID_CHARS), text, reference);
  }
}
