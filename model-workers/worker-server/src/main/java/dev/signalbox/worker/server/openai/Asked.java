package dev.signalbox.worker.server.openai;

import dev.signalbox.worker.api.Engine;
import dev.signalbox.worker.server.openai.answer.AnswerEvents;
import dev.signalbox.worker.server.openai.answer.Envelope;
import dev.signalbox.worker.server.openai.answer.WholeAnswer;
import dev.signalbox.worker.server.openai.request.GenerationOptions;
import java.util.List;

/** A checked request for text: how it becomes prompts, and what its answer looks like. */
interface Asked {
  GenerationOptions options();

  /** What the ids of such answers begin with. */
  String idPrefix();

  /** The prompts as tokens, at least one. Blocks for as long as tokenising takes. */
  List<int[]> prompts(Engine engine);

  /** The streamed answer's form. */
  AnswerEvents events(Envelope envelope, List<int[]> prompts);

  /** The whole answer's bytes. */
  byte[] whole(Envelope envelope, WholeAnswer answer);
}
