package dev.signalbox.gateway.translate.body;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members of a body that its API's translation does not know. They pass through untouched, so
 * that a worker's own extensions can be used from every API.
 */
public final class OtherFields {
  /** Members of a chat that a translation writes, or whose meaning it could not carry back. */
  private static final Set<String> CHAT =
      Set.of(
          "messages",
          "prompt",
          "input",
          "n",
          "max_completion_tokens",
          "response_format",
          "functions",
          "function_call",
          "logprobs",
          "stream_options",
          "modalities",
          "audio",
          "return_token_ids");

  private OtherFields() {}

  /**
   * Copies what is not known.
   *
   * @param body the request
   * @param known members that were read
   * @param chat where to
   */
  public static void copy(Field body, Set<String> known, ObjectNode chat) {
    for (Map.Entry<String, JsonNode> member : body.value().properties()) {
      String name = member.getKey();
      if (known.contains(name)) {
        continue;
      }
      if (CHAT.contains(name) || chat.has(name)) {
        throw body.at(name).wrong("nothing: it is no field of this API");
      }
      chat.set(name, member.getValue());
    }
  }
}
