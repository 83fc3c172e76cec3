package dev.signalbox.worker.server.openai;

import dev.signalbox.worker.api.Engine;
import dev.signalbox.worker.server.openai.answer.AnswerEvents;
import dev.signalbox.worker.server.openai.answer.CompletionEvents;
import dev.signalbox.worker.server.openai.answer.Envelope;
import dev.signalbox.worker.server.openai.answer.WholeAnswer;
import dev.signalbox.worker.server.openai.request.CompletionRequest;
import dev.signalbox.worker.server.openai.request.GenerationOptions;
import java.util.List;

/** Texts or tokens to be continued. */
record CompletionAsked(CompletionRequest request) implements Asked {

  @Override
  public GenerationOptions options() {
    return request.options();
  }

  @Override
  public String idPrefix() {
    return "cmpl-";
  }

  @Override
  public List<int[]> prompts(Engine engine) {
    return request.prompts().tokens(engine);
  }

  @Override
  public AnswerEvents events(Envelope envelope, List<int[]> prompts) {
    return new CompletionEvents(envelope, options(), prompts);
  }

  @Override
  public byte[] whole(Envelope envelope, WholeAnswer answer) {
    return answer.completion(envelope);
  }
}
