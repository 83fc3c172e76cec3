package dev.signalbox.bench.pair.answers;

import dev.signalbox.router.lab.data.HeldOut;

/**
 * What an answer depends on beside its question.
 *
 * @param small id of the small expert
 * @param large id of the large one
 * @param maxTokens most tokens of an answer
 */
public record Settings(String small, String large, int maxTokens) {
  /** What is said before each question. It is no part of the text that the router judges. */
  public static final String INSTRUCTION =
      "Please reason step by step, and give the final answer on a last line that begins with:"
          + " The answer is";

  private static final String PROMPT = HeldOut.digest(INSTRUCTION).substring(0, 8);

  /** What answers of an expert are kept under: others were given under other conditions. */
  public String key(String expert) {
    return "expert=%s max_tokens=%d temperature=0 prompt=%s".formatted(expert, maxTokens, PROMPT);
  }

  /** What cascades are kept under. */
  public String key() {
    return key(small + "+" + large);
  }
}
