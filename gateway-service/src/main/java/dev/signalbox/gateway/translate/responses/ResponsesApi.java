package dev.signalbox.gateway.translate.responses;

import dev.signalbox.gateway.request.StrictJson;
import dev.signalbox.gateway.translate.Translation;
import dev.signalbox.gateway.translate.Translator;
import dev.signalbox.gateway.translate.body.Field;
import dev.signalbox.gateway.translate.body.OtherFields;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Translates requests of {@code POST /v1/responses}. Nothing is kept from one to the next: what
 * would need a memory is refused by name, and so are tools that are no functions.
 */
public final class ResponsesApi implements Translator {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> KNOWN =
      Set.of(
          "model",
          "input",
          "instructions",
          "tools",
          "tool_choice",
          "text",
          "reasoning",
          "max_output_tokens",
          "stream",
          "stream_options",
          "metadata",
          "store",
          "background",
          "previous_response_id",
          "conversation",
          "prompt",
          "include",
          "truncation",
          "top_logprobs",
          "max_tool_calls",
          "context_management",
          "moderation");

  private final StrictJson strict;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /**
   * @param clock tells when an answer was begun
   * @param ids makes the part of an id that is unique
   */
  public ResponsesApi(StrictJson strict, InstantSource clock, Supplier<String> ids) {
    this.strict = strict;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public Translation read(byte[] bytes, int length, String requestId) {
    Field body = Field.root(strict.object(bytes, length));
    Refused.check(body);
    ObjectNode chat = JSON.createObjectNode();
    chat.put("model", body.at("model").text());
    InputItems.write(body, chat);
    FunctionTools.write(body, chat);
    answer(body, chat);
    OtherFields.copy(body, KNOWN, chat);
    ResponseTemplate template =
        ResponseTemplate.of(body, "resp_" + ids.get(), clock.instant().getEpochSecond());
    return new ResponseTranslation(JSON.writeValueAsBytes(chat), template, ids);
  }

  /** What the answer shall be like. */
  private static void answer(Field body, ObjectNode chat) {
    if (body.at("stream").flag()) {
      chat.put("stream", true).putObject("stream_options").put("include_usage", true);
    }
    if (body.at("max_output_tokens").present()) {
      // The older name, as every server knows it: a limit that is ignored is worse than a refusal.
      chat.put("max_tokens", body.at("max_output_tokens").whole(1));
    }
    TextFormat.write(body.at("text"), chat);
    Field reasoning = body.at("reasoning");
    if (reasoning.present() && reasoning.object().at("effort").present()) {
      chat.put("reasoning_effort", reasoning.at("effort").text());
    }
  }
}
