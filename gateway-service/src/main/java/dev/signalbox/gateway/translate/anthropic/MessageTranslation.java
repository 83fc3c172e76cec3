package dev.signalbox.gateway.translate.anthropic;

import dev.signalbox.gateway.translate.EventWriter;
import dev.signalbox.gateway.translate.OwnWords;
import dev.signalbox.gateway.translate.StreamTranslation;
import dev.signalbox.gateway.translate.Translation;
import dev.signalbox.gateway.translate.chat.ChatReader;
import dev.signalbox.router.api.Thinking;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One request of the Messages API, and its way back. */
final class MessageTranslation implements Translation {
  private static final OwnWords WORDS =
      new OwnWords(
          Map.of(
              "stop", "stop_sequences",
              "user", "metadata.user_id",
              "response_format", "output_config.format",
              "reasoning_effort", "output_config.effort"));

  private final byte[] chat;
  private final @Nullable Thinking thinking;
  private final String requestId;
  private final Supplier<String> ids;

  MessageTranslation(
      byte[] chat, @Nullable Thinking thinking, String requestId, Supplier<String> ids) {
    this.chat = chat;
    this.thinking = thinking;
    this.requestId = requestId;
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
  public @Nullable Thinking thinking() {
    return thinking;
  }

  @Override
  public byte[] whole(byte[] completion) {
    WholeMessage message = new WholeMessage("msg_" + ids.get(), ids);
    ChatReader.whole(completion, message);
    return JsonMapper.shared().writeValueAsBytes(message.json());
  }

  @Override
  public StreamTranslation stream(EventWriter out) {
    return new MessageStream(out, "msg_" + ids.get(), requestId, ids);
  }
}
