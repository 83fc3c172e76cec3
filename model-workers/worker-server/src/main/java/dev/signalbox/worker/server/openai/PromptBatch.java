package dev.signalbox.worker.server.openai;

import dev.signalbox.worker.api.Engine;
import dev.signalbox.worker.api.GenerationRequest;
import dev.signalbox.worker.api.TokenChunk;
import dev.signalbox.worker.api.TokenChunk.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Several prompts of one request, answered one after the other as choices of one answer: choice
 * {@code j} of prompt {@code i} has index {@code i * n + j}. Used by one subscriber.
 */
final class PromptBatch {
  private final List<GenerationRequest> requests;
  private Usage total = new Usage(0, 0, 0);

  private PromptBatch(List<GenerationRequest> requests) {
    this.requests = requests;
  }

  /** The chunks of all requests; only the very last carries the usage, summed. */
  static Flux<TokenChunk> generate(Engine engine, List<GenerationRequest> requests) {
    if (requests.size() == 1) {
      return engine.generate(requests.getFirst());
    }
    PromptBatch batch = new PromptBatch(requests);
    return Flux.range(0, requests.size())
        .concatMap(
            i -> engine.generate(requests.get(i)).map(chunk -> batch.renumbered(chunk, i)), 0);
  }

  private TokenChunk renumbered(TokenChunk chunk, int prompt) {
    return new TokenChunk(
        prompt * requests.get(prompt).n() + chunk.choice(),
        chunk.text(),
        chunk.tokenIds(),
        chunk.logprobs(),
        chunk.finish(),
        chunk.stopText(),
        chunk.usage() == null ? null : summed(chunk.usage(), prompt));
  }

  private @Nullable Usage summed(Usage usage, int prompt) {
    total =
        new Usage(
            total.promptTokens() + usage.promptTokens(),
            total.cachedTokens() + usage.cachedTokens(),
            total.completionTokens() + usage.completionTokens());
    return prompt == requests.size() - 1 ? total : null;
  }
}
