package dev.signalbox.bench.upstream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The moment at which a chunk was sent, its number and how many follow it, inside its text: {@code
 * t=000000123456789000070042;}, nanoseconds of this process's clock with 16 digits, and four for
 * each of the others.
 */
public final class Stamp {
  /** Chunks of a stream: numbers have four digits. */
  static final int MOST_CHUNKS = 10_000;

  private static final int NUMBER_FROM = 16;
  private static final int LEFT_FROM = 20;
  private static final int DIGITS = 24;
  private static final byte[] MARK = "\"t=".getBytes(StandardCharsets.US_ASCII);
  private static final long ORIGIN = System.nanoTime();

  private Stamp() {}

  /** Now, in the clock of stamps. */
  public static long now() {
    return System.nanoTime() - ORIGIN;
  }

  /**
   * A stamp of now, as it stands in a chunk's text.
   *
   * @param number of the chunk in its stream, from 0 on
   * @param left chunks that follow it
   */
  static String text(int number, int left) {
    StringBuilder text = new StringBuilder(DIGITS + 3).append("t=");
    digits(text, now(), NUMBER_FROM);
    digits(text, number, LEFT_FROM - NUMBER_FROM);
    digits(text, left, DIGITS - LEFT_FROM);
    return text.append(';').toString();
  }

  private static void digits(StringBuilder text, long value, int length) {
    String digits = Long.toString(value);
    text.repeat('0', length - digits.length()).append(digits);
  }

  /** Hears of stamps. */
  @FunctionalInterface
  public interface Found {
    /**
     * Hears of one.
     *
     * @param sent when the chunk was sent
     * @param number of the chunk in its stream, from 0 on
     * @param left chunks that follow it
     */
    void accept(long sent, int number, int left);
  }

  /** Finds the stamps in a stream, however it is cut. */
  public static final class Reader {
    private final Found found;
    private int matched;
    private int digits;
    private long sent;
    private int number;
    private int left;

    /**
     * @param found gets each stamp
     */
    public Reader(Found found) {
      this.found = found;
    }

    /** Reads all of a piece. */
    public void read(ByteBuffer piece) {
      while (piece.hasRemaining()) {
        byte b = piece.get();
        if (matched < MARK.length) {
          matched = b == MARK[matched] ? matched + 1 : b == MARK[0] ? 1 : 0;
        } else {
          digit(b - '0');
        }
      }
    }

    private void digit(int digit) {
      if (digits < NUMBER_FROM) {
        sent = 10 * sent + digit;
      } else if (digits < LEFT_FROM) {
        number = 10 * number + digit;
      } else {
        left = 10 * left + digit;
      }
      if (++digits == DIGITS) {
        found.accept(sent, number, left);
        matched = 0;
        digits = 0;
        sent = 0;
        number = 0;
        left = 0;
      }
    }
  }
}
