package dev.signalbox.bench.upstream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The moment at which a chunk was sent and how many follow it, inside its text: {@code
 * t=00000012345678900049;}, nanoseconds of this process's clock with 16 digits and chunks with
 * four.
 */
public final class Stamp {
  private static final int DIGITS = 20;
  private static final long CHUNKS = 10_000;
  private static final byte[] MARK = "\"t=".getBytes(StandardCharsets.US_ASCII);
  private static final long ORIGIN = System.nanoTime();

  private Stamp() {}

  /** Now, in the clock of stamps. */
  public static long now() {
    return System.nanoTime() - ORIGIN;
  }

  /** A stamp of now, as it stands in the text of a chunk that so many follow. */
  static String text(int left) {
    String digits = Long.toString(now() * CHUNKS + left);
    return "t=" + "0".repeat(DIGITS - digits.length()) + digits + ";";
  }

  /** Hears of stamps. */
  @FunctionalInterface
  public interface Found {
    /**
     * @param sent when the chunk was sent
     * @param left chunks of its stream that follow it
     */
    void accept(long sent, int left);
  }

  /** Finds the stamps in a stream, however it is cut. */
  public static final class Reader {
    private final Found found;
    private int matched;
    private int digits;
    private long value;

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
          continue;
        }
        value = 10 * value + b - '0';
        if (++digits == DIGITS) {
          found.accept(value / CHUNKS, (int) (value % CHUNKS));
          matched = 0;
          digits = 0;
          value = 0;
        }
      }
    }
  }
}
