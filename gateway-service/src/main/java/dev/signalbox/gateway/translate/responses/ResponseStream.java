package dev.signalbox.gateway.translate.responses;

import dev.signalbox.gateway.translate.ChatError;
import dev.signalbox.gateway.translate.EventWriter;
import dev.signalbox.gateway.translate.StreamTranslation;
import dev.signalbox.gateway.translate.chat.ChatReader;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Numbers the events of one streamed response and writes them. */
final class ResponseStream implements StreamTranslation, ResponseEvents {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final EventWriter out;
  private final ResponseAnswer answer;
  private long number;

  ResponseStream(EventWriter out, ResponseTemplate template, Supplier<String> ids) {
    this.out = out;
    this.answer = new ResponseAnswer(template, this, ids);
  }

  @Override
  public void chunk(byte[] json) {
    ChatReader.chunk(json, answer);
  }

  @Override
  public void keepAlive() {
    out.comment();
  }

  @Override
  public void failed(ChatError error) {
    if (answer.begun()) {
      answer.fail(error);
      return;
    }
    ObjectNode event = NODES.objectNode();
    event.put("code", error.code()).put("message", error.message()).put("param", error.param());
    // Clients that read streams of chats, too, look for the error here.
    event
        .putObject("error")
        .put("type", error.type())
        .put("code", error.code())
        .put("message", error.message())
        .put("param", error.param());
    happened("error", event);
  }

  @Override
  public void done() {
    answer.end();
  }

  @Override
  public void happened(String type, ObjectNode event) {
    ObjectNode numbered = NODES.objectNode().put("type", type);
    numbered.setAll(event);
    out.event(type, numbered.put("sequence_number", number++));
  }
}
