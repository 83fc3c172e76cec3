package dev.signalbox.router.core.difficulty.features;

/**
 * Counts words, word pairs and runs of four characters of a text into {@link #BUCKETS} buckets.
 *
 * <p>The text is read in lower case, every digit as 0 (the model learns that there is a number, not
 * which), every run of white space as one blank. A word is a run of letters or apostrophes, a run
 * of digits, or one other character. Collisions are accepted: the weights were trained with them.
 *
 * <p>Holds buffers of its own and is not safe for use by several threads at once. Memory is fixed
 * by the longest text ({@link #MAX_CHARS}, the rest is not read); a call allocates nothing.
 */
public final class HashedNgrams {
  /** Number of buckets, a power of two. */
  public static final int BUCKETS = 1 << 16;

  /** Characters read of a text; callers cut longer ones, keeping head and tail. */
  public static final int MAX_CHARS = 16_384;

  /** Counts stop here. */
  public static final int MAX_COUNT = 127;

  private static final int SHIFT = 64 - 16;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long WORD = 0x51ED270B2F6C3A1DL;
  private static final long PAIR = 0x2545F4914F6CDD1DL;

  private final char[] text = new char[MAX_CHARS + 2];

  /**
   * A byte a bucket keeps the table in the processor's cache; counts stop at {@link #MAX_COUNT}.
   */
  private final byte[] counts = new byte[BUCKETS];

  private final int[] touched = new int[BUCKETS];
  private int length;
  private int size;

  /** Reads a text; what was read before is forgotten. */
  public void read(CharSequence source) {
    clear();
    normalise(source);
    countRuns();
    countWords();
  }

  /** Number of different buckets that the text hit. */
  public int size() {
    return size;
  }

  /** The i-th bucket that was hit, in the order of the first hit. */
  public int bucket(int i) {
    return touched[i];
  }

  /** How often the i-th bucket was hit, 1 .. {@link #MAX_COUNT}. */
  public int count(int i) {
    return counts[touched[i]];
  }

  private void clear() {
    for (int i = 0; i < size; i++) {
      counts[touched[i]] = 0;
    }
    size = 0;
  }

  private void normalise(CharSequence source) {
    int n = 0;
    text[n++] = ' ';
    int end = Math.min(source.length(), MAX_CHARS);
    for (int i = 0; i < end; i++) {
      char c = source.charAt(i);
      if (c >= 'a' && c <= 'z') {
        text[n++] = c;
      } else if (c == ' ' || Character.isWhitespace(c)) {
        if (text[n - 1] != ' ') {
          text[n++] = ' ';
        }
      } else if (c >= '0' && c <= '9') {
        text[n++] = '0';
      } else {
        text[n++] =
            c < 128 ? (c >= 'A' && c <= 'Z' ? (char) (c + 32) : c) : Character.toLowerCase(c);
      }
    }
    if (text[n - 1] != ' ') {
      text[n++] = ' ';
    }
    length = n;
  }

  private void countRuns() {
    long window = 0;
    for (int i = 0; i < length; i++) {
      window = window << 16 | text[i];
      if (i >= 3) {
        hit(window * GOLDEN);
      }
    }
  }

  private void countWords() {
    long previous = 0;
    int i = 1;
    while (i < length) {
      char c = text[i];
      if (c == ' ') {
        i++;
        continue;
      }
      long hash = c;
      i++;
      if (c == '0') {
        while (text[i] == '0') {
          i++;
        }
      } else if (isLetter(c)) {
        while (isLetter(text[i])) {
          hash = hash * 31 + text[i++];
        }
      }
      hit((hash + WORD) * GOLDEN);
      if (previous != 0) {
        hit((previous * PAIR + hash) * GOLDEN);
      }
      previous = hash;
    }
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c == '\'' || c >= 128 && Character.isLetter(c);
  }

  private void hit(long hash) {
    int bucket = (int) ((hash ^ hash >>> 29) * GOLDEN >>> SHIFT);
    byte count = counts[bucket];
    if (count == 0) {
      touched[size++] = bucket;
    }
    if (count < MAX_COUNT) {
      counts[bucket] = (byte) (count + 1);
    }
  }
}
