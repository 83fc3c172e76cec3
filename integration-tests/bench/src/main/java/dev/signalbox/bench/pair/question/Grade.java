package dev.signalbox.bench.pair.question;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the number that an answer ends in. Behind the last "answer is" that is the last number of
 * its line ("The answer is 6 * 7 = 42."), or the first one of the lines below it; without these
 * words, or without a number behind them, the last number of all. Thousands may be set off by
 * commas; signs of currency and percent, and zeros behind the point, do not count. A fraction is
 * read as its denominator: graded wrong, not guessed.
 */
public final class Grade {
  private static final String WORDS = "answer is";

  /** How LaTeX sets off thousands. */
  private static final Pattern THIN_COMMA = Pattern.compile("\\{,}|\\\\,");

  /**
   * A minus is a sign only where no number ends before it: not in {@code 10-5}, nor in a list's
   * {@code - 5}.
   */
  private static final Pattern NUMBER =
      Pattern.compile(
          "((?<![\\p{N})\\]%]\\s?)[-\u2212])?(?:\\\\?[$\u20ac\u00a3]([-\u2212])?)?"
              + "((?:\\d{1,3}(?:,\\d{3})+(?![\\d,])|\\d+)(?:\\.\\d+)?|\\.\\d+)");

  private Grade() {}

  /** Whether an answer ends in the number that is right. */
  public static boolean isRight(String answer, BigDecimal reference) {
    BigDecimal number = number(answer);
    return number != null && number.compareTo(reference) == 0;
  }

  /** The number that a text ends in; null if it has none. */
  public static @Nullable BigDecimal number(String text) {
    String plain = plain(text);
    String lower = plain.toLowerCase(Locale.ROOT);
    for (int at = lower.lastIndexOf(WORDS); at >= 0; at = lower.lastIndexOf(WORDS, at - 1)) {
      String behind = plain.substring(at + WORDS.length());
      int end = behind.indexOf('\n');
      BigDecimal found = last(end < 0 ? behind : behind.substring(0, end));
      found = found == null ? first(behind) : found;
      if (found != null) {
        return found;
      }
    }
    return last(plain);
  }

  /** The text with thousands set off by commas. */
  private static String plain(String text) {
    return THIN_COMMA.matcher(text).replaceAll(",").replace("\\!", "");
  }

  private static @Nullable BigDecimal first(String text) {
    Matcher number = NUMBER.matcher(text);
    return number.find() ? value(number) : null;
  }

  private static @Nullable BigDecimal last(String text) {
    Matcher number = NUMBER.matcher(text);
    BigDecimal last = null;
    while (number.find()) {
      last = value(number);
    }
    return last;
  }

  private static BigDecimal value(Matcher number) {
    BigDecimal value = new BigDecimal(number.group(3).replace(",", ""));
    return number.group(1) != null || number.group(2) != null ? value.negate() : value;
  }
}
