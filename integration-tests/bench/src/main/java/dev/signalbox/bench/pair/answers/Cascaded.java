package dev.signalbox.bench.pair.answers;

import org.jspecify.annotations.Nullable;

/**
 * A question that the gateway answered as a cascade.
 *
 * @param expert whose answer the client got
 * @param text that answer
 * @param verdict on the draft
 * @param threshold confidence from which on it would stand
 * @param confidence its own; null where the gateway does not tell it, as of a draft that stands
 */
public record Cascaded(
    String expert, String text, String verdict, double threshold, @Nullable Double confidence) {
  /** Whether the draft was the answer. */
  public boolean stood() {
    return verdict.equals("stands");
  }
}
