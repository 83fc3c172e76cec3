package dev.signalbox.gateway.translate.anthropic;

import dev.signalbox.gateway.translate.UntranslatableException;
import dev.signalbox.gateway.translate.chat.Kept;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the content blocks of one message one after the other, as the API wants it. A block is
 * closed when the next one begins. Where that one begins in the middle of a tool call, it is held
 * back until the arguments of the call are complete, or the answer is; up to {@link Kept#LONGEST}
 * characters. For one thread.
 */
final class ContentBlocks {
  /** What a block takes beside its content, roughly. */
  private static final int HEAD = 200;

  private final Consumer<ObjectNode> events;
  private final Deque<ContentBlock> waiting = new ArrayDeque<>(0);
  private final Kept kept = new Kept();
  private @Nullable ContentBlock open;
  private int told;

  /**
   * @param events gets the events, with their types
   */
  ContentBlocks(Consumer<ObjectNode> events) {
    this.events = events;
  }

  /** The block that began last; null if none did or it was closed. */
  @Nullable ContentBlock latest() {
    return waiting.isEmpty() ? open : waiting.getLast();
  }

  /** A block begins. */
  void begin(ContentBlock block) {
    waiting.add(block);
    tell();
    if (block != open) {
      kept.add(HEAD);
    }
  }

  /**
   * A piece of a block has come.
   *
   * @throws UntranslatableException if it comes after the block's end, or if too much is held back
   */
  void add(ContentBlock block, String piece) {
    block.take(piece);
    if (block == open) {
      delta(block, piece);
      tell();
    } else if (block.waits()) {
      kept.add(piece.length());
      block.hold(piece);
    } else if (!piece.isBlank()) {
      throw new UntranslatableException("a piece of a tool call came after its end");
    }
  }

  /** Nothing more will come: tells all that was held back, and closes the last block. */
  void end() {
    while (!waiting.isEmpty()) {
      next();
    }
    close();
  }

  private void tell() {
    while (!waiting.isEmpty() && (open == null || open.canClose())) {
      next();
    }
  }

  private void next() {
    close();
    ContentBlock block = waiting.remove();
    open = block;
    ObjectNode start = event("content_block_start");
    start.set("content_block", block.begin());
    events.accept(start);
    String held = block.letGo();
    if (!held.isEmpty()) {
      delta(block, held);
    }
  }

  private void delta(ContentBlock block, String piece) {
    ObjectNode delta = event("content_block_delta");
    delta.set("delta", block.delta(piece));
    events.accept(delta);
  }

  private void close() {
    if (open != null) {
      events.accept(event("content_block_stop"));
      open = null;
      told++;
    }
  }

  private ObjectNode event(String type) {
    return MessageJson.NODES.objectNode().put("type", type).put("index", told);
  }
}
