package dev.signalbox.gateway.translate.anthropic;

import dev.signalbox.gateway.refusal.AnthropicError;
import dev.signalbox.gateway.translate.ChatError;
import dev.signalbox.gateway.translate.EventWriter;
import dev.signalbox.gateway.translate.StreamTranslation;
import dev.signalbox.gateway.translate.UntranslatableException;
import dev.signalbox.gateway.translate.anthropic.ContentBlock.Kind;
import dev.signalbox.gateway.translate.chat.Calls;
import dev.signalbox.gateway.translate.chat.ChatParts;
import dev.signalbox.gateway.translate.chat.ChatReader;
import dev.signalbox.gateway.translate.chat.Finish;
import dev.signalbox.gateway.translate.chat.Usage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the events of one streamed message. Nothing of the answer is kept but what comes in the
 * middle of a tool call and does not belong to it ({@link ContentBlocks}).
 *
 * <p>What the prompt took is known only at the end, so it is told there: {@code message_start}
 * counts nothing yet, and {@code message_delta} all.
 */
final class MessageStream implements StreamTranslation, ChatParts {
  private final EventWriter out;
  private final String id;
  private final String requestId;
  private final Supplier<String> ids;
  private final ContentBlocks blocks = new ContentBlocks(this::write);
  private final Calls<ContentBlock> calls = new Calls<>();

  private boolean begun;
  private @Nullable Finish finish;
  private Usage usage = Usage.NONE;

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
    blocks.end();
    ObjectNode end = event("message_delta");
    MessageJson.end(end.putObject("delta"), finish, !calls.isEmpty());
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
    add(Kind.THINKING, text);
  }

  @Override
  public void said(String text) {
    add(Kind.TEXT, text);
  }

  @Override
  public void refused(String text) {
    said(text);
  }

  private void add(Kind kind, String text) {
    ContentBlock block = blocks.latest();
    if (block == null || block.kind() != kind) {
      block =
          new ContentBlock(
              kind, kind == Kind.TEXT ? MessageJson.textBlock("") : MessageJson.thinkingBlock(""));
      blocks.begin(block);
    }
    blocks.add(block, text);
  }

  @Override
  public void called(int index, @Nullable String callId, @Nullable String name, String arguments) {
    ContentBlock call = calls.find(index, callId, name);
    if (call == null) {
      String known = callId == null ? "toolu_" + ids.get() : callId;
      call = new ContentBlock(Kind.TOOL, MessageJson.toolBlock(known, name == null ? "" : name));
      ContentBlock former = calls.begin(index, callId, call);
      if (former != null) {
        former.end();
      }
      blocks.begin(call);
    }
    if (!arguments.isEmpty()) {
      blocks.add(call, arguments);
    }
  }

  @Override
  public void finished(Finish why) {
    finish = why;
    blocks.end();
  }

  @Override
  public void counted(Usage counts) {
    usage = counts;
  }

  private static ObjectNode event(String type) {
    return MessageJson.NODES.objectNode().put("type", type);
  }

  private void write(ObjectNode event) {
    out.event(event.path("type").asString(), event);
  }
}
