package dev.signalbox.gateway.translate.anthropic;

import dev.signalbox.gateway.refusal.AnthropicError;
import dev.signalbox.gateway.translate.ChatError;
import dev.signalbox.gateway.translate.EventWriter;
import dev.signalbox.gateway.translate.StreamTranslation;
import dev.signalbox.gateway.translate.UntranslatableException;
import dev.signalbox.gateway.translate.chat.ChatParts;
import dev.signalbox.gateway.translate.chat.ChatReader;
import dev.signalbox.gateway.translate.chat.Finish;
import dev.signalbox.gateway.translate.chat.Usage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the events of one streamed message. Nothing of the answer is kept: one content block is
 * open at a time, and is closed when the next one begins.
 *
 * <p>What the prompt took is known only at the end, so it is told there: {@code message_start}
 * counts nothing yet, and {@code message_delta} all.
 */
final class MessageStream implements StreamTranslation, ChatParts {
  private final EventWriter out;
  private final String id;
  private final String requestId;
  private final Supplier<String> ids;

  private boolean begun;
  private Block open = Block.NONE;
  private int blocks;
  private int openCall = -1;
  private @Nullable String openId;
  private int calls;
  private @Nullable Finish finish;
  private Usage usage = Usage.NONE;

  private enum Block {
    NONE,
    THINKING,
    TEXT,
    TOOL
  }

  MessageStream(EventWriter out, String id, String requestId, Supplier<String> ids) {
    this.out = out;
    this.id = id;
    this.requestId = requestId;
    this.ids = ids;
  }

  @Override
  public void chunk(byte[] json) {
    ChatReader.chunk(json, this);
  }

  @Override
  public void keepAlive() {
    write(event("ping"));
  }

  @Override
  public void failed(ChatError error) {
    AnthropicError told = AnthropicError.of(error.type(), error.code(), error.message());
    out.event("error", told.json(requestId));
  }

  @Override
  public void done() {
    if (!begun) {
      throw new UntranslatableException("the stream held no answer");
    }
    closeBlock();
    ObjectNode end = event("message_delta");
    MessageJson.end(end.putObject("delta"), finish, calls > 0);
    end.set("usage", MessageJson.usage(usage));
    write(end);
    write(event("message_stop"));
  }

  @Override
  public void opened(String model) {
    if (!begun) {
      begun = true;
      ObjectNode message = MessageJson.head(id, model);
      message.putNull("stop_reason").putNull("stop_sequence");
      message.set("usage", MessageJson.usage(Usage.NONE));
      ObjectNode start = event("message_start");
      start.set("message", message);
      write(start);
    }
  }

  @Override
  public void thought(String text) {
    if (open != Block.THINKING) {
      openBlock(Block.THINKING, MessageJson.thinkingBlock(""));
    }
    delta("thinking_delta", "thinking", text);
  }

  @Override
  public void said(String text) {
    if (open != Block.TEXT) {
      openBlock(Block.TEXT, MessageJson.textBlock(""));
    }
    delta("text_delta", "text", text);
  }

  @Override
  public void refused(String text) {
    said(text);
  }

  @Override
  public void called(int index, @Nullable String callId, @Nullable String name, String arguments) {
    // some servers give every call of an answer the same index; its id tells them apart
    boolean another = name != null && callId != null && !callId.equals(openId);
    if (open != Block.TOOL || openCall != index || another) {
      if (name == null || (index < calls && !another)) {
        throw new UntranslatableException("a piece of a tool call came out of order");
      }
      openCall = index;
      openId = callId;
      calls = Math.max(calls, index + 1);
      String known = callId == null ? "toolu_" + ids.get() : callId;
      openBlock(Block.TOOL, MessageJson.toolBlock(known, name));
    }
    if (!arguments.isEmpty()) {
      delta("input_json_delta", "partial_json", arguments);
    }
  }

  @Override
  public void finished(Finish why) {
    finish = why;
    closeBlock();
  }

  @Override
  public void counted(Usage counts) {
    usage = counts;
  }

  private void openBlock(Block kind, ObjectNode block) {
    closeBlock();
    open = kind;
    ObjectNode start = event("content_block_start").put("index", blocks);
    start.set("content_block", block);
    write(start);
  }

  private void delta(String type, String member, String text) {
    ObjectNode delta = event("content_block_delta").put("index", blocks);
    delta.putObject("delta").put("type", type).put(member, text);
    write(delta);
  }

  private void closeBlock() {
    if (open != Block.NONE) {
      write(event("content_block_stop").put("index", blocks));
      open = Block.NONE;
      blocks++;
    }
  }

  private static ObjectNode event(String type) {
    return MessageJson.NODES.objectNode().put("type", type);
  }

  private void write(ObjectNode event) {
    out.event(event.path("type").asString(), event);
  }
}
