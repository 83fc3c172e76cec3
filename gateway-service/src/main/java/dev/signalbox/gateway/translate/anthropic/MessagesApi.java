package dev.signalbox.gateway.translate.anthropic;

import dev.signalbox.gateway.request.StrictJson;
import dev.signalbox.gateway.translate.Translation;
import dev.signalbox.gateway.translate.Translator;
import dev.signalbox.gateway.translate.body.Field;
import dev.signalbox.gateway.translate.body.OtherFields;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Translates requests of {@code POST /v1/messages}. */
public final class MessagesApi implements Translator {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> KNOWN =
      Set.of(
          "model",
          "messages",
          "system",
          "max_tokens",
          "metadata",
          "stop_sequences",
          "stream",
          "thinking",
          "output_config",
          "tools",
          "tool_choice",
          "cache_control",
          "service_tier",
          "inference_geo",
          "container",
          "mcp_servers",
          "context_management",
          "stop");

  private final StrictJson strict;
  private final Supplier<String> ids;

  /**
   * @param ids makes the part of an id that is unique
   */
  public MessagesApi(StrictJson strict, Supplier<String> ids) {
    this.strict = strict;
    this.ids = ids;
  }

  @Override
  public Translation read(byte[] bytes, int length, String requestId) {
    Field body = Field.root(strict.object(bytes, length));
    ObjectNode chat = prompt(body);
    chat.put("max_tokens", body.at("max_tokens").whole(1));
    if (body.at("stream").flag()) {
      chat.put("stream", true).putObject("stream_options").put("include_usage", true);
    }
    byte[] json = JSON.writeValueAsBytes(chat);
    return new MessageTranslation(json, Effort.thinking(body), requestId, ids);
  }

  /** Translates requests of {@code POST /v1/messages/count_tokens}: prompts without an answer. */
  public Translator counting() {
    return (bytes, length, requestId) -> {
      ObjectNode chat = prompt(Field.root(strict.object(bytes, length)));
      return new MessageTranslation(JSON.writeValueAsBytes(chat), null, requestId, ids);
    };
  }

  /** All of a request but how long its answer may be and whether it is streamed. */
  private static ObjectNode prompt(Field body) {
    refuse(body);
    ObjectNode chat = JSON.createObjectNode();
    chat.put("model", body.at("model").text());
    Conversation.write(body, chat);
    ToolUse.write(body, chat);
    Effort.write(body, chat);
    stops(body.at("stop_sequences"), chat);
    Field user = body.at("metadata").at("user_id");
    if (user.present()) {
      chat.put("user", user.text());
    }
    OtherFields.copy(body, KNOWN, chat);
    return chat;
  }

  private static void stops(Field sequences, ObjectNode chat) {
    if (sequences.present()) {
      ArrayNode stop = chat.putArray("stop");
      sequences.elements().forEach(sequence -> stop.add(sequence.text()));
    }
  }

  private static void refuse(Field body) {
    if (!body.at("mcp_servers").elementsOrNone().isEmpty()) {
      throw body.at("mcp_servers").unsupported("tools are called by the client only");
    }
    if (body.at("container").present()) {
      throw body.at("container").unsupported("nothing is kept between requests");
    }
    for (Field edit : body.at("context_management").at("edits").elementsOrNone()) {
      Field type = edit.at("type");
      if (!type.text().startsWith("clear_thinking")) { // earlier thinking is never sent on
        throw type.unsupported("what was said is sent on as it is");
      }
    }
    if (body.at("stop").present()) {
      throw body.at("stop").wrong("nothing: the field is stop_sequences");
    }
  }
}
