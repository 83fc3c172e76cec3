package dev.signalbox.gateway.translate.responses;

import dev.signalbox.gateway.translate.ChatError;
import dev.signalbox.gateway.translate.body.Field;
import dev.signalbox.gateway.translate.chat.Usage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code response} object of one request: what it says of the request, and of the answer as far
 * as it has come. What the client left open is null, because the upstream's defaults are not known.
 */
final class ResponseTemplate {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ObjectNode head = NODES.objectNode();
  private final ObjectNode request = NODES.objectNode();

  private ResponseTemplate() {}

  static ResponseTemplate of(Field body, String id, long createdAt) {
    ResponseTemplate template = new ResponseTemplate();
    template.head.put("id", id).put("object", "response").put("created_at", createdAt);
    template.echo(body);
    return template;
  }

  private void echo(Field body) {
    request.put("background", false).put("store", false);
    request.putNull("previous_response_id").put("truncation", "disabled");
    for (String name :
        new String[] {
          "instructions",
          "max_output_tokens",
          "max_tool_calls",
          "temperature",
          "top_p",
          "user",
          "safety_identifier",
          "prompt_cache_key",
          "service_tier"
        }) {
      request.set(name, or(body.at(name), NODES.nullNode()));
    }
    request.set("parallel_tool_calls", or(body.at("parallel_tool_calls"), NODES.booleanNode(true)));
    request.set("tool_choice", or(body.at("tool_choice"), NODES.stringNode("auto")));
    request.set("tools", or(body.at("tools"), NODES.arrayNode()));
    request.set("reasoning", or(body.at("reasoning"), noReasoning()));
    ObjectNode text = NODES.objectNode();
    text.putObject("format").put("type", "text");
    request.set("text", or(body.at("text"), text));
    Field metadata = body.at("metadata");
    request.set("metadata", metadata.present() ? metadata.object().value() : NODES.objectNode());
  }

  private static ObjectNode noReasoning() {
    return NODES.objectNode().putNull("effort").putNull("summary");
  }

  private static JsonNode or(Field field, JsonNode otherwise) {
    return field.present() ? field.value() : otherwise;
  }

  /** The object while the answer comes. */
  ObjectNode inProgress(String model) {
    return object("in_progress", model, NODES.arrayNode(), null);
  }

  /** The object of an answer that has ended well. */
  ObjectNode completed(String model, ArrayNode output, Usage usage) {
    return object("completed", model, output, usage);
  }

  /**
   * The object of an answer that was cut short.
   *
   * @param reason max_output_tokens, content_filter or an upstream's own word
   */
  ObjectNode incomplete(String model, ArrayNode output, Usage usage, String reason) {
    ObjectNode object = object("incomplete", model, output, usage);
    object.putObject("incomplete_details").put("reason", reason);
    return object;
  }

  /** The object of an answer that broke off. */
  ObjectNode failed(String model, ArrayNode output, ChatError error) {
    ObjectNode object = object("failed", model, output, null);
    object.putObject("error").put("code", error.code()).put("message", error.message());
    return object;
  }

  private ObjectNode object(String status, String model, ArrayNode output, @Nullable Usage usage) {
    ObjectNode object = NODES.objectNode();
    object.setAll(head);
    object.put("status", status).putNull("error").putNull("incomplete_details").put("model", model);
    object.set("output", output);
    object.setAll(request);
    object.set("usage", usage == null ? NODES.nullNode() : counts(usage));
    return object;
  }

  private static ObjectNode counts(Usage usage) {
    ObjectNode counts = NODES.objectNode();
    counts.put("input_tokens", usage.prompt());
    counts.putObject("input_tokens_details").put("cached_tokens", usage.cached());
    counts.put("output_tokens", usage.completion());
    counts.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoning());
    counts.put("total_tokens", usage.prompt() + usage.completion());
    if (usage.explanation() != null) {
      counts.set("signalbox", usage.explanation());
    }
    return counts;
  }
}
