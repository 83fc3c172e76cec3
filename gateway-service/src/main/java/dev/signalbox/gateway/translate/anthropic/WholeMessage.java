package dev.signalbox.gateway.translate.anthropic;

import dev.signalbox.gateway.translate.UntranslatableException;
import dev.signalbox.gateway.translate.chat.ChatParts;
import dev.signalbox.gateway.translate.chat.Finish;
import dev.signalbox.gateway.translate.chat.Usage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes one message of an answer that came at once. */
final class WholeMessage implements ChatParts {
  private final String id;
  private final Supplier<String> ids;
  private final ArrayNode content = MessageJson.NODES.arrayNode();
  private String model = "";
  private boolean calledTools;
  private @Nullable Finish finish;
  private Usage usage = Usage.NONE;

  WholeMessage(String id, Supplier<String> ids) {
    this.id = id;
    this.ids = ids;
  }

  @Override
  public void opened(String name) {
    model = name;
  }

  @Override
  public void thought(String text) {
    content.add(MessageJson.thinkingBlock(text));
  }

  @Override
  public void said(String text) {
    content.add(MessageJson.textBlock(text));
  }

  @Override
  public void refused(String text) {
    content.add(MessageJson.textBlock(text));
  }

  @Override
  public void called(int index, @Nullable String callId, @Nullable String name, String arguments) {
    if (name == null) {
      throw new UntranslatableException("a tool call has no name");
    }
    calledTools = true;
    ObjectNode block = MessageJson.toolBlock(callId == null ? "toolu_" + ids.get() : callId, name);
    content.add(block.set("input", input(arguments)));
  }

  /** Arguments that are no JSON object, cut off by the length limit say, are kept as a text. */
  private static JsonNode input(String arguments) {
    if (arguments.isBlank()) {
      return MessageJson.NODES.objectNode();
    }
    try {
      JsonNode input = JsonMapper.shared().readTree(arguments);
      if (input.isObject()) {
        return input;
      }
    } catch (JacksonException e) {
      // told below
    }
    return MessageJson.NODES.objectNode().put("INVALID_JSON", arguments);
  }

  @Override
  public void finished(Finish why) {
    finish = why;
  }

  @Override
  public void counted(Usage counts) {
    usage = counts;
  }

  ObjectNode json() {
    ObjectNode message = MessageJson.head(id, model);
    message.set("content", content);
    MessageJson.end(message, finish, calledTools);
    message.set("usage", MessageJson.usage(usage));
    return message;
  }
}
