package dev.signalbox.gateway.sse;

/**
 * Walks over the bytes of one JSON object, in any number of pieces, without a tree and without
 * allocation, and says what it meets to whoever extends it: which of the known names a value
 * belongs to, and how deep it stands. Beyond {@link #WATCHED_DEPTH} it only counts braces.
 *
 * <p>It does not judge whether bytes are right JSON beyond what it needs. For one thread.
 */
abstract class ObjectWalk {
  static final int WATCHED_DEPTH = 4;

  private final WordReader word = new WordReader();
  private final int[] keys = new int[WATCHED_DEPTH + 1];

  private int depth;
  private boolean closed;
  private boolean malformed;
  private boolean inString;
  private boolean inText;
  private boolean escaped;
  private boolean nameExpected;
  private boolean inName;
  private boolean inWord;
  private int lastName;
  private boolean valueExpected;
  private int numberOf;

  /** Forgets everything: the next byte begins a new object. */
  void reset() {
    depth = 0;
    closed = false;
    malformed = false;
    inString = false;
    inText = false;
    escaped = false;
    nameExpected = false;
    inName = false;
    inWord = false;
    lastName = Names.NONE;
    valueExpected = false;
    numberOf = Names.NONE;
  }

  /**
   * A text begins at a position, as the value of a name at the depth in force.
   *
   * @return whether its word is wanted at its end
   */
  abstract boolean textBegan(int depth, int key, int position);

  /**
   * The text that began last ended before a position.
   *
   * @param word what it says, if that was wanted
   */
  abstract void textEnded(int end, WordReader word);

  /** An object or array begins; its depth is that of what it stands in. */
  abstract void opened(int depth, boolean object, boolean value, int position);

  /** An object or array ended before a position; the depth is that of what it stood in. */
  abstract void closed(int depth, int end);

  /** A number, true, false or null begins, as the value of a name. */
  abstract void scalarBegan(int depth, int key, byte first);

  /** A digit of a whole number that is the value of a name. */
  abstract void digit(int depth, int key, int digit);

  /**
   * Reads a piece.
   *
   * @param bytes where it lies
   * @param from its first byte
   * @param to one past its last byte
   * @param offset what to add to an index of {@code bytes} to get the position to report
   */
  public final void feed(byte[] bytes, int from, int to, int offset) {
    int i = from;
    while (i < to) {
      if (inString) {
        i = string(bytes, i, to, offset);
        continue;
      }
      byte c = bytes[i];
      switch (c) {
        case ' ', '\t', '\n', '\r' -> numberOf = Names.NONE;
        case '"' -> openString(i + offset);
        case ':' -> colon();
        case ',' -> comma();
        case '{', '[' -> open(c == '{', i + offset);
        case '}', ']' -> close(i + offset + 1);
        default -> scalar(c);
      }
      i++;
    }
  }

  /** Goes to the end of a string or of the piece. */
  private int string(byte[] bytes, int from, int to, int offset) {
    int i = from;
    if (escaped) {
      escaped = false;
      keep((byte) '\\');
      i++;
    }
    while (i < to) {
      byte c = bytes[i];
      if (c == '"') {
        closeString(i + offset + 1);
        return i + 1;
      }
      if (c == '\\') {
        if (i + 1 == to) {
          escaped = true;
          return to;
        }
        keep(c);
        i += 2;
        continue;
      }
      keep(c);
      i++;
    }
    return to;
  }

  private void keep(byte c) {
    if (inWord) {
      word.add(c);
    }
  }

  private void openString(int position) {
    inString = true;
    if (depth == 0) {
      malformed = true;
      return;
    }
    if (valueExpected) {
      valueExpected = false;
      inText = true;
      inWord = textBegan(depth, key(depth), position);
    } else if (nameExpected && depth <= WATCHED_DEPTH) {
      inName = true;
      inWord = true;
    }
    if (inWord) {
      word.begin();
    }
    nameExpected = false;
  }

  private void closeString(int end) {
    inString = false;
    inWord = false;
    if (inText) {
      inText = false;
      textEnded(end, word);
    } else if (inName) {
      inName = false;
      lastName = Names.of(word);
    }
  }

  private void colon() {
    if (depth >= 1 && depth <= WATCHED_DEPTH) {
      keys[depth] = lastName;
    }
    lastName = Names.NONE;
    valueExpected = true;
    nameExpected = false;
  }

  private void comma() {
    numberOf = Names.NONE;
    nameExpected = true;
    valueExpected = false;
  }

  private void open(boolean object, int position) {
    if (depth == 0 && (!object || closed)) {
      malformed = true;
    }
    opened(depth, object, valueExpected, position);
    depth++;
    if (depth <= WATCHED_DEPTH) {
      keys[depth] = Names.NONE;
    }
    nameExpected = object;
    valueExpected = false;
  }

  private void close(int end) {
    numberOf = Names.NONE;
    depth--;
    nameExpected = false;
    valueExpected = false;
    if (depth < 0) {
      malformed = true;
      depth = 0;
    } else if (depth == 0) {
      closed = true;
    } else {
      closed(depth, end);
    }
  }

  private void scalar(byte c) {
    if (depth == 0) {
      malformed = true;
      return;
    }
    if (valueExpected) {
      valueExpected = false;
      numberOf = key(depth);
      scalarBegan(depth, numberOf, c);
    }
    if (numberOf != Names.NONE) {
      if (c >= '0' && c <= '9') {
        digit(depth, numberOf, c - '0');
      } else {
        numberOf = Names.NONE;
      }
    }
    nameExpected = false;
  }

  /** The name whose value is read at a depth. */
  final int key(int at) {
    return at >= 1 && at <= WATCHED_DEPTH ? keys[at] : Names.NONE;
  }

  /** Whether one whole object was read and nothing but white space beside it. */
  public final boolean complete() {
    return closed && depth == 0 && !malformed && !inString;
  }

  /** Whether what was read cannot be one JSON object. */
  public final boolean malformed() {
    return malformed;
  }
}
