package dev.signalbox.worker.server.openai;

import dev.signalbox.worker.api.Engine;
import dev.signalbox.worker.server.openai.answer.AnswerEvents;
import dev.signalbox.worker.server.openai.answer.ChatEvents;
import dev.signalbox.worker.server.openai.answer.Envelope;
import dev.signalbox.worker.server.openai.answer.WholeAnswer;
import dev.signalbox.worker.server.openai.request.ChatRequest;
import dev.signalbox.worker.server.openai.request.GenerationOptions;
import java.util.List;

/** A conversation to be continued. */
record ChatAsked(ChatRequest request) implements Asked {

  @Override
  public GenerationOptions options() {
    return request.options();
  }

  @Override
  public String idPrefix() {
    return "chatcmpl-";
  }

  @Override
  public List<int[]> prompts(Engine engine) {
    return List.of(engine.tokenizeChat(request.prompt()));
  }

  @Override
  public AnswerEvents events(Envelope envelope, List<int[]> prompts) {
    return new ChatEvents(envelope, options(), prompts.getFirst());
  }

  @Override
  public byte[] whole(Envelope envelope, WholeAnswer answer) {
    return answer.chat(envelope);
  }
}
