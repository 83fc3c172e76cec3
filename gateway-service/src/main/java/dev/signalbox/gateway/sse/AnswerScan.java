package dev.signalbox.gateway.sse;

import org.jspecify.annotations.Nullable;

/**
 * Finds what the gateway needs to know in one JSON object of an answer. It knows the shapes of
 * OpenAI's answers: {@code model}, {@code usage}, {@code data} at the top, {@code index} and {@code
 * finish_reason} in {@code choices}; and the shapes in which servers say that something went wrong.
 *
 * <p>{@link #complete()} says that one object opened and closed and nothing but white space came
 * after it. Positions count from where the caller says that a piece stands. For one thread.
 */
public final class AnswerScan extends ObjectWalk {
  /** Length of a text that is nothing but its quotes. */
  private static final int EMPTY_TEXT = 2;

  private int modelStart;
  private int modelEnd;
  private int usageStart;
  private int usageEnd;
  private boolean inModel;
  private boolean inReason;
  private boolean inObject;
  private boolean error;
  private boolean complaint;
  private boolean token;
  private int saysFrom;
  private boolean choicesSeen;
  private boolean dataSeen;
  private int choiceCount;
  private final Count choiceIndex = new Count();
  private boolean choiceFinished;
  private long indexes;
  private long finished;
  private int reasons;
  private boolean brokenOff;
  private final Count promptTokens = new Count();
  private final Count completionTokens = new Count();
  private final Count cachedTokens = new Count();
  private final Count cachedElsewhere = new Count();
  private @Nullable Count number;

  public AnswerScan() {
    reset();
  }

  /** Forgets everything: the next byte begins a new object. */
  @Override
  public void reset() {
    super.reset();
    modelStart = -1;
    modelEnd = -1;
    usageStart = -1;
    usageEnd = -1;
    inModel = false;
    inReason = false;
    inObject = false;
    error = false;
    complaint = false;
    token = false;
    saysFrom = -1;
    choicesSeen = false;
    dataSeen = false;
    choiceCount = 0;
    choiceIndex.reset();
    choiceFinished = false;
    indexes = 0;
    finished = 0;
    reasons = 0;
    brokenOff = false;
    promptTokens.reset();
    completionTokens.reset();
    cachedTokens.reset();
    cachedElsewhere.reset();
    number = null;
  }

  @Override
  boolean textBegan(int depth, int key, int position) {
    if (depth == 1) {
      switch (key) {
        case Names.MODEL -> {
          inModel = true;
          modelStart = position;
        }
        case Names.OBJECT -> inObject = true;
        case Names.DATA -> dataSeen = true;
        case Names.ERROR -> error = true;
        case Names.DETAIL, Names.MESSAGE -> complaint = true;
        default -> {}
      }
    } else if (depth == 3) {
      inReason = key == Names.FINISH_REASON;
      saysFrom = key == Names.TEXT && inChoices() ? position : -1;
    } else if (depth == 4 && key != Names.ROLE && inMessage()) {
      saysFrom = position;
    }
    return inReason || inObject;
  }

  @Override
  void textEnded(int end, WordReader word) {
    if (inModel) {
      inModel = false;
      modelEnd = end;
    } else if (inObject) {
      inObject = false;
      error |= word.is("error");
    } else if (inReason) {
      inReason = false;
      if (FinishReason.breaksOff(word)) {
        brokenOff |= key(1) == Names.CHOICES;
      } else if (word.length() > 0) {
        choiceFinished = true;
        reasons |= FinishReason.of(word).bit();
      }
    } else if (saysFrom >= 0) {
      token |= end - saysFrom > EMPTY_TEXT;
      saysFrom = -1;
    }
  }

  private boolean inChoices() {
    return key(1) == Names.CHOICES;
  }

  /** Whether what is read stands in what a choice says. */
  private boolean inMessage() {
    return inChoices() && (key(3) == Names.DELTA || key(3) == Names.MESSAGE);
  }

  @Override
  void opened(int depth, boolean object, boolean value, int position) {
    if (depth == 1 && value) {
      switch (key(1)) {
        case Names.USAGE -> usageStart = object ? position : usageStart;
        case Names.CHOICES -> choicesSeen = true;
        case Names.DATA -> dataSeen = true;
        case Names.ERROR -> error = true;
        case Names.DETAIL -> complaint = true;
        default -> {}
      }
    } else if (depth == 2 && object && key(1) == Names.CHOICES) {
      choiceCount++;
      choiceIndex.reset();
      choiceFinished = false;
    } else if (object && (depth == 4 && value || depth == 5 && !value) && inMessage()) {
      token = true; // a call, or one of a list
    }
  }

  @Override
  void closed(int depth, int end) {
    if (depth == 1 && usageStart >= 0 && usageEnd < 0 && key(1) == Names.USAGE) {
      usageEnd = end;
    } else if (depth == 2 && key(1) == Names.CHOICES) {
      long bit = 1L << Math.min(63, choiceIndex.value());
      indexes |= bit;
      finished |= choiceFinished ? bit : 0;
      choiceFinished = false;
    }
  }

  @Override
  void scalarBegan(int depth, int key, byte first) {
    if (depth == 1 && key == Names.ERROR && first != 'n') {
      error = true;
    }
    number = first >= '0' && first <= '9' ? count(depth, key) : null;
    if (number != null) {
      number.begin();
    }
  }

  /** What a number tells; null if nobody wants to know. */
  private @Nullable Count count(int depth, int key) {
    return switch (key) {
      case Names.INDEX -> depth == 3 ? choiceIndex : null;
      case Names.PROMPT_TOKENS -> inUsage(depth, 2) ? promptTokens : null;
      case Names.COMPLETION_TOKENS -> inUsage(depth, 2) ? completionTokens : null;
      case Names.CACHED_TOKENS -> inUsage(depth, 3) ? cached() : null;
      default -> null;
    };
  }

  /** Some servers tell what was cached twice, and not everybody where OpenAI does. */
  private Count cached() {
    return key(2) == Names.PROMPT_TOKENS_DETAILS ? cachedTokens : cachedElsewhere;
  }

  @Override
  void digit(int depth, int key, int digit) {
    if (number != null) {
      number.add(digit);
    }
  }

  private boolean inUsage(int depth, int expected) {
    return depth == expected && key(1) == Names.USAGE;
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

  /**
   * Whether it tells an error and no answer: an {@code error} that is not null, an {@code object}
   * that calls itself so, or a {@code detail} or a text as {@code message} where neither choices
   * nor data nor usage are.
   */
  public boolean error() {
    return error || complaint && !choicesSeen && !dataSeen && usageStart < 0;
  }

  /** Whether there is a member {@code choices}. */
  public boolean choicesSeen() {
    return choicesSeen;
  }

  /** Whether there is a member {@code data}, as the vectors of texts have it. */
  public boolean dataSeen() {
    return dataSeen;
  }

  /**
   * Whether a choice says something: a text that is not empty, whatever its name but a role, a call
   * of a tool or a part of either.
   */
  public boolean token() {
    return token;
  }

  /** Number of choices. */
  public int choiceCount() {
    return choiceCount;
  }

  /** A bit for each choice's index; 63 stands for all above. */
  public long indexes() {
    return indexes;
  }

  /**
   * Of these, the choices whose finish_reason was set; an empty text is none, and neither is one
   * that says that the choice was broken off.
   */
  public long finished() {
    return finished;
  }

  /** Their reasons: a bit for each {@link FinishReason}, to be read by its {@code of}. */
  public int reasons() {
    return reasons;
  }

  /**
   * Whether a choice was broken off, as engines and providers say it in the place of a
   * finish_reason.
   */
  public boolean brokenOff() {
    return brokenOff;
  }

  /** {@code usage.prompt_tokens}. */
  public long promptTokens() {
    return promptTokens.value();
  }

  /** {@code usage.completion_tokens}. */
  public long completionTokens() {
    return completionTokens.value();
  }

  /**
   * {@code usage.prompt_tokens_details.cached_tokens}; where that is not told, what another object
   * in {@code usage} says by that name.
   */
  public long cachedTokens() {
    return (cachedTokens.given() ? cachedTokens : cachedElsewhere).value();
  }
}
