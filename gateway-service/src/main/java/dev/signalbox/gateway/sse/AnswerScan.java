package dev.signalbox.gateway.sse;

/**
 * Finds what the gateway needs to know in one JSON object of an answer: one pass over the bytes, in
 * any number of pieces, no tree and no allocation. It knows the shapes of OpenAI's answers: {@code
 * model}, {@code usage}, {@code error} at the top, {@code index} and {@code finish_reason} in
 * {@code choices}.
 *
 * <p>It does not judge whether bytes are right JSON beyond what it needs: {@link #complete()} says
 * that one object opened and closed and nothing but white space came after it.
 *
 * <p>Positions count from where the caller says that a piece stands. For one thread.
 */
public final class AnswerScan {
  private static final int WATCHED_DEPTH = 3;

  private final NameReader name = new NameReader();
  private final int[] keys = new int[WATCHED_DEPTH + 1];

  private int depth;
  private boolean closed;
  private boolean malformed;
  private boolean inString;
  private boolean escaped;
  private boolean nameExpected;
  private boolean inName;
  private int lastName;
  private boolean valueExpected;
  private int numberOf;

  private int modelStart;
  private int modelEnd;
  private int usageStart;
  private int usageEnd;
  private boolean inModel;
  private boolean error;
  private boolean choicesSeen;
  private int choiceCount;
  private int choiceIndex;
  private boolean choiceFinished;
  private long indexes;
  private long finished;
  private long promptTokens;
  private long completionTokens;
  private long cachedTokens;

  public AnswerScan() {
    reset();
  }

  /** Forgets everything: the next byte begins a new object. */
  public void reset() {
    depth = 0;
    closed = false;
    malformed = false;
    inString = false;
    escaped = false;
    nameExpected = false;
    inName = false;
    lastName = NameReader.NONE;
    valueExpected = false;
    numberOf = NameReader.NONE;
    modelStart = -1;
    modelEnd = -1;
    usageStart = -1;
    usageEnd = -1;
    inModel = false;
    error = false;
    choicesSeen = false;
    choiceCount = 0;
    choiceIndex = 0;
    choiceFinished = false;
    indexes = 0;
    finished = 0;
    promptTokens = 0;
    completionTokens = 0;
    cachedTokens = 0;
  }

  /**
   * Reads a piece.
   *
   * @param bytes where it lies
   * @param from its first byte
   * @param to one past its last byte
   * @param offset what to add to an index of {@code bytes} to get the position to report
   */
  public void feed(byte[] bytes, int from, int to, int offset) {
    int i = from;
    while (i < to) {
      if (inString) {
        i = string(bytes, i, to, offset);
        continue;
      }
      byte c = bytes[i];
      switch (c) {
        case ' ', '\t', '\n', '\r' -> numberOf = NameReader.NONE;
        case '"' -> openString(i + offset);
        case ':' -> colon();
        case ',' -> {
          numberOf = NameReader.NONE;
          nameExpected = true;
          valueExpected = false;
        }
        case '{', '[' -> open(c, i + offset);
        case '}', ']' -> close(i + offset);
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
      keepNameByte((byte) '\\');
      i++;
    }
    while (i < to) {
      byte c = bytes[i];
      if (c == '"') {
        closeString(i + offset);
        return i + 1;
      }
      if (c == '\\') {
        if (i + 1 == to) {
          escaped = true;
          return to;
        }
        keepNameByte(c);
        i += 2;
        continue;
      }
      keepNameByte(c);
      i++;
    }
    return to;
  }

  private void keepNameByte(byte c) {
    if (inName) {
      name.add(c);
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
      int key = key(depth);
      if (depth == 1 && key == NameReader.MODEL) {
        inModel = true;
        modelStart = position;
      } else if (depth == 1 && key == NameReader.ERROR) {
        error = true;
      } else if (depth == 3 && key == NameReader.FINISH_REASON) {
        choiceFinished = true;
      }
    } else if (nameExpected && depth <= WATCHED_DEPTH) {
      inName = true;
      name.begin();
    }
    nameExpected = false;
  }

  private void closeString(int position) {
    inString = false;
    if (inModel) {
      inModel = false;
      modelEnd = position + 1;
    } else if (inName) {
      inName = false;
      lastName = name.known();
    }
  }

  private void colon() {
    if (depth >= 1 && depth <= WATCHED_DEPTH) {
      keys[depth] = lastName;
    }
    lastName = NameReader.NONE;
    valueExpected = true;
    nameExpected = false;
  }

  private void open(byte c, int position) {
    if (depth == 0 && (c != '{' || closed)) {
      malformed = true;
    }
    if (depth == 1 && valueExpected) {
      switch (key(1)) {
        case NameReader.USAGE -> {
          if (c == '{') {
            usageStart = position;
          }
        }
        case NameReader.CHOICES -> choicesSeen = true;
        case NameReader.ERROR -> error = true;
        default -> {}
      }
    } else if (depth == 2 && c == '{' && key(1) == NameReader.CHOICES) {
      choiceCount++;
      choiceIndex = 0;
      choiceFinished = false;
    }
    depth++;
    if (depth <= WATCHED_DEPTH) {
      keys[depth] = NameReader.NONE;
    }
    nameExpected = c == '{';
    valueExpected = false;
  }

  private void close(int position) {
    numberOf = NameReader.NONE;
    depth--;
    nameExpected = false;
    valueExpected = false;
    if (depth < 0) {
      malformed = true;
      depth = 0;
    } else if (depth == 0) {
      closed = true;
    } else if (depth == 1 && usageStart >= 0 && usageEnd < 0 && key(1) == NameReader.USAGE) {
      usageEnd = position + 1;
    } else if (depth == 2 && key(1) == NameReader.CHOICES) {
      long bit = 1L << Math.min(63, Math.max(0, choiceIndex));
      indexes |= bit;
      finished |= choiceFinished ? bit : 0;
      choiceFinished = false;
    }
  }

  private void scalar(byte c) {
    if (depth == 0) {
      malformed = true;
      return;
    }
    if (valueExpected) {
      valueExpected = false;
      numberOf = depth <= WATCHED_DEPTH ? key(depth) : NameReader.NONE;
      if (depth == 1 && numberOf == NameReader.ERROR && c != 'n') {
        error = true;
      }
    }
    if (numberOf != NameReader.NONE) {
      digit(c);
    }
    nameExpected = false;
  }

  private void digit(byte c) {
    if (c < '0' || c > '9') {
      numberOf = NameReader.NONE;
      return;
    }
    int value = c - '0';
    switch (numberOf) {
      case NameReader.INDEX -> choiceIndex = depth == 3 ? choiceIndex * 10 + value : choiceIndex;
      case NameReader.PROMPT_TOKENS ->
          promptTokens = inUsage(2) ? promptTokens * 10 + value : promptTokens;
      case NameReader.COMPLETION_TOKENS ->
          completionTokens = inUsage(2) ? completionTokens * 10 + value : completionTokens;
      case NameReader.CACHED_TOKENS ->
          cachedTokens = inUsage(3) ? cachedTokens * 10 + value : cachedTokens;
      default -> {}
    }
  }

  private boolean inUsage(int at) {
    return depth == at && keys[1] == NameReader.USAGE;
  }

  private int key(int at) {
    return at >= 1 && at <= WATCHED_DEPTH ? keys[at] : NameReader.NONE;
  }

  /** Whether one whole object was read and nothing but white space beside it. */
  public boolean complete() {
    return closed && depth == 0 && !malformed && !inString;
  }

  /** Whether what was read cannot be one JSON object. */
  public boolean malformed() {
    return malformed;
  }

  /** Position of the opening quote of {@code model}'s value, or -1 if no such string began. */
  public int modelStart() {
    return modelStart;
  }

  /** Position after the closing quote of {@code model}'s value, or -1 if it has not ended. */
  public int modelEnd() {
    return modelEnd;
  }

  /** Position of {@code usage}'s opening brace, or -1 if there is no such object. */
  public int usageStart() {
    return usageStart;
  }

  /** Position after {@code usage}'s closing brace, or -1. */
  public int usageEnd() {
    return usageEnd;
  }

  /** Whether there is an {@code error} that is not null. */
  public boolean error() {
    return error;
  }

  /** Whether there is a member {@code choices}. */
  public boolean choicesSeen() {
    return choicesSeen;
  }

  /** Number of choices. */
  public int choiceCount() {
    return choiceCount;
  }

  /** A bit for each choice's index; 63 stands for all above. */
  public long indexes() {
    return indexes;
  }

  /** Of these, the choices whose finish_reason was set. */
  public long finished() {
    return finished;
  }

  /** {@code usage.prompt_tokens}. */
  public long promptTokens() {
    return promptTokens;
  }

  /** {@code usage.completion_tokens}. */
  public long completionTokens() {
    return completionTokens;
  }

  /** {@code usage.prompt_tokens_details.cached_tokens}. */
  public long cachedTokens() {
    return cachedTokens;
  }
}
