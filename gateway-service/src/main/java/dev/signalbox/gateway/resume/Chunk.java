package dev.signalbox.gateway.resume;

import dev.signalbox.gateway.request.Span;
import java.util.List;

/**
 * What one chunk of a stream says, and where. Positions count from the first byte of its JSON.
 *
 * @param choices number of choices in it
 * @param says the value of {@code delta} or {@code text}
 * @param text the value of {@code delta.content} or {@code text}, a JSON string with its quotes
 * @param finish the value of {@code finish_reason}
 * @param finished whether that is a reason
 * @param ids the tokens that its text came from; empty if it does not say
 * @param prompt the tokens of the prompt; empty if it does not say
 * @param hidden the members that tell token ids, each with one of its commas
 * @param id the value of {@code id}
 * @param created the value of {@code created}
 * @param model the value of {@code model}
 * @param plain whether it says nothing that a text cannot say: no tool calls, no log-probabilities
 */
record Chunk(
    int choices,
    Span says,
    Span text,
    Span finish,
    boolean finished,
    int[] ids,
    int[] prompt,
    List<Span> hidden,
    Span id,
    Span created,
    Span model,
    boolean plain) {
  private static final int QUOTES = 2;

  /** Whether it adds to the text. */
  boolean speaks() {
    return text.end() - text.start() > QUOTES;
  }
}
