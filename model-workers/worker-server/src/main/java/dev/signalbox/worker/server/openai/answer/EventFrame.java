package dev.signalbox.worker.server.openai.answer;

import dev.signalbox.worker.api.TokenChunk.Usage;

/** What stands around the one choice of an event. */
final class EventFrame {
  private static final byte[] DATA = JsonBytes.ascii("data: ");
  private static final byte[] END = JsonBytes.ascii("}\n\n");
  private static final byte[] CLOSE = JsonBytes.ascii("]");
  private static final byte[] NO_USAGE = JsonBytes.ascii(",\"usage\":null");
  private static final byte[] DONE = JsonBytes.ascii("data: [DONE]\n\n");

  private final byte[] opening;
  private final boolean includeUsage;

  EventFrame(Envelope envelope, String object, boolean includeUsage) {
    this.opening = envelope.opening(object);
    this.includeUsage = includeUsage;
  }

  /** Up to the choice. */
  void open(JsonBytes out) {
    out.raw(DATA).raw(opening);
  }

  /** The end of the choices; fields of the event may follow. */
  void closeChoices(JsonBytes out) {
    out.raw(CLOSE);
    if (includeUsage) {
      out.raw(NO_USAGE);
    }
  }

  /** The end of the event. */
  void close(JsonBytes out) {
    out.raw(END);
  }

  /** The end of the answer: the counts if they were asked for, and {@code [DONE]}. */
  void end(JsonBytes out, Usage usage) {
    if (includeUsage) {
      open(out);
      out.raw(CLOSE).raw(',');
      AnswerJson.usage(out, usage);
      close(out);
    }
    out.raw(DONE);
  }
}
