package dev.signalbox.gateway.events;

import dev.signalbox.gateway.sse.AnswerScan;

/** Counts over the events of one stream. For one thread. */
public final class StreamTally {
  private long seen;
  private long finished;
  private int reasons;
  private long chunks;
  private long promptTokens;
  private long cachedTokens;
  private long completionTokens;
  private boolean counted;
  private int before;

  /** Takes an event in. Returns whether it carries a token. */
  boolean add(AnswerScan scan) {
    seen |= scan.indexes();
    finished |= scan.finished();
    reasons |= scan.reasons();
    if (scan.usageEnd() >= 0) {
      counted = true;
      promptTokens = Math.max(0, scan.promptTokens() - before);
      cachedTokens = Math.min(promptTokens, scan.cachedTokens());
      completionTokens = scan.completionTokens() + before;
    }
    if (!scan.token()) {
      return false;
    }
    chunks++;
    return true;
  }

  /** Another upstream goes on, and will count this many tokens of the answer as its prompt. */
  public void goOn(int answerTokens) {
    before = answerTokens;
  }

  /** Nobody will count any more: these are the tokens. Does nothing if an upstream has counted. */
  public void count(long prompt, long completion) {
    if (!counted) {
      counted = true;
      promptTokens = prompt;
      completionTokens = completion;
    }
  }

  /** Whether an upstream has counted. */
  public boolean counted() {
    return counted;
  }

  /** Whether an event carries usage and no choice, as it comes last when usage was asked for. */
  boolean isUsageChunk(AnswerScan scan) {
    return scan.choicesSeen() && scan.choiceCount() == 0 && scan.usageEnd() >= 0;
  }

  /** Whether every choice has its finish reason. */
  boolean finished(int choices) {
    return (seen & ~finished) == 0 && Long.bitCount(finished) >= Math.min(choices, Long.SIZE);
  }

  /** Why its choices ended: a bit for each {@code FinishReason}. */
  public int reasons() {
    return reasons;
  }

  /** Tokens of the prompt, as the upstream counted them; 0 if it did not. */
  public long promptTokens() {
    return promptTokens;
  }

  /** Of these, tokens from the prefix cache. */
  public long cachedTokens() {
    return cachedTokens;
  }

  /** Tokens written, as the upstream counted them; chunks that carry one if it did not. */
  public long completionTokens() {
    return counted ? completionTokens : chunks;
  }
}
