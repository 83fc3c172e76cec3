package dev.signalbox.engine.sim;

import dev.signalbox.worker.api.EngineFailedException;
import dev.signalbox.worker.api.GenerationRequest;
import dev.signalbox.worker.api.TokenChunk;
import java.time.Duration;
import java.util.stream.IntStream;
import reactor.core.publisher.SynchronousSink;

/** All choices of one request, written in turns. */
final class SimAnswer {
  private final SimChoice[] choices;
  private final int promptTokens;
  private final int failAfter;
  private int written;
  private int turn;
  private int open;

  SimAnswer(GenerationRequest request, SimOptions options, SimScript script) {
    promptTokens = request.prompt().length;
    failAfter = options.failAfterTokens();
    int room = Math.min(request.maxTokens(), options.contextLength() - promptTokens);
    int[] scripted = script.rest(request.prompt());
    choices =
        IntStream.range(0, request.n())
            .mapToObj(i -> new SimChoice(i, request, room, options, scripted))
            .toArray(SimChoice[]::new);
    open = choices.length;
  }

  /** Emits the next chunk, or the end. */
  SimAnswer next(SynchronousSink<TokenChunk> sink) {
    if (failAfter >= 0 && written >= failAfter) {
      sink.error(new EngineFailedException("the simulated engine broke", null));
      return this;
    }
    while (choices[turn].ended()) {
      turn = (turn + 1) % choices.length;
    }
    TokenChunk chunk = choices[turn].next();
    turn = (turn + 1) % choices.length;
    written++;
    if (chunk.finish() != null) {
      open--;
    }
    if (open > 0) {
      sink.next(chunk);
      return this;
    }
    TokenChunk.Usage usage = new TokenChunk.Usage(promptTokens, 0, written);
    sink.next(
        new TokenChunk(
            chunk.choice(),
            chunk.text(),
            chunk.tokenIds(),
            chunk.logprobs(),
            chunk.finish(),
            chunk.stopText(),
            usage));
    sink.complete();
    return this;
  }

  /** How long after the one before the chunk with this number comes. */
  static Duration delay(SimOptions options, GenerationRequest request, long number) {
    return number == 0
        ? options.firstToken().plus(options.perPromptToken().multipliedBy(request.prompt().length))
        : options.perToken();
  }
}
