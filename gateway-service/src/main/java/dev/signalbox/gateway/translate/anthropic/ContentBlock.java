package dev.signalbox.gateway.translate.anthropic;

import dev.signalbox.gateway.translate.chat.Arguments;
import tools.jackson.databind.node.ObjectNode;

/** One content block of a streamed message, with what has come of it and was not told. */
final class ContentBlock {
  private final Kind kind;
  private final ObjectNode start;
  private final StringBuilder held = new StringBuilder(0);
  private final Arguments arguments = new Arguments();
  private boolean begun;
  private boolean over;

  /** The kinds of block, with the API's names for their deltas. */
  enum Kind {
    THINKING("thinking_delta", "thinking"),
    TEXT("text_delta", "text"),
    TOOL("input_json_delta", "partial_json");

    private final String delta;
    private final String member;

    Kind(String delta, String member) {
      this.delta = delta;
      this.member = member;
    }
  }

  /**
   * @param start the block as it is told first, without content
   */
  ContentBlock(Kind kind, ObjectNode start) {
    this.kind = kind;
    this.start = start;
  }

  Kind kind() {
    return kind;
  }

  /** Begins to be told: gives what is told first. */
  ObjectNode begin() {
    begun = true;
    return start;
  }

  /** Whether it was not told yet. */
  boolean waits() {
    return !begun;
  }

  /** A piece as the API tells it. */
  ObjectNode delta(String piece) {
    return MessageJson.NODES.objectNode().put("type", kind.delta).put(kind.member, piece);
  }

  /** A piece has come. */
  void take(String piece) {
    if (kind == Kind.TOOL) {
      arguments.take(piece);
    }
  }

  /** Keeps a piece until the block can be told. */
  void hold(String piece) {
    held.append(piece);
  }

  /** All that was kept, which is kept no longer. */
  String letGo() {
    String all = held.toString();
    held.setLength(0);
    return all;
  }

  /** Nothing of it will come any more. */
  void end() {
    over = true;
  }

  /** Whether another block may begin: the pieces of a call may still come after it. */
  boolean canClose() {
    return over || kind != Kind.TOOL || arguments.complete();
  }
}
