package dev.signalbox.gateway.translate.responses;

import dev.signalbox.gateway.translate.EventWriter;
import dev.signalbox.gateway.translate.OwnWords;
import dev.signalbox.gateway.translate.StreamTranslation;
import dev.signalbox.gateway.translate.Translation;
import dev.signalbox.gateway.translate.chat.ChatReader;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** One request of the Responses API, and its way back. */
final class ResponseTranslation implements Translation {
  private static final OwnWords WORDS =
      new OwnWords(
          Map.of(
              "messages", "input",
              "max_tokens", "max_output_tokens",
              "max_completion_tokens", "max_output_tokens",
              "response_format", "text.format",
              "reasoning_effort", "reasoning.effort"));

  private final byte[] chat;
  private final ResponseTemplate template;
  private final Supplier<String> ids;

  ResponseTranslation(byte[] chat, ResponseTemplate template, Supplier<String> ids) {
    this.chat = chat;
    this.template = template;
    this.ids = ids;
  }

  @Override
  public byte[] chat() {
    return chat;
  }

  @Override
  public OwnWords words() {
    return WORDS;
  }

  @Override
  public byte[] whole(byte[] completion) {
    ResponseAnswer answer = new ResponseAnswer(template, ResponseEvents.UNHEARD, ids);
    ChatReader.whole(completion, answer);
    return JsonMapper.shared().writeValueAsBytes(answer.whole());
  }

  @Override
  public StreamTranslation stream(EventWriter out) {
    return new ResponseStream(out, template, ids);
  }
}
