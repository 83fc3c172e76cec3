package dev.signalbox.engine.sim;

import dev.signalbox.worker.api.GenerationRequest;
import dev.signalbox.worker.api.Sampling;
import dev.signalbox.worker.api.TokenChunk;
import dev.signalbox.worker.api.TokenChunk.FinishReason;
import dev.signalbox.worker.api.TokenLogprob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One choice while it is written. Used by one thread at a time. */
final class SimChoice {
  private final int index;
  private final GenerationRequest request;
  private final int maxTokens;
  private final int answerTokens;
  private final long seed;
  private final int @Nullable [] script;
  private final SimText text;
  private final Map<Integer, Integer> seen = new HashMap<>();
  private long prefix;
  private int written;
  private boolean ended;

  /**
   * @param maxTokens tokens to write at the most, the context considered
   * @param script tokens to come, or null for a free answer
   */
  SimChoice(
      int index,
      GenerationRequest request,
      int maxTokens,
      SimOptions options,
      int @Nullable [] script) {
    this.index = index;
    this.request = request;
    this.maxTokens = maxTokens;
    this.answerTokens = options.answerTokens();
    this.seed = SimDistribution.mix(request.sampling().seed() + index);
    this.script = script;
    this.text = new SimText(request.stop());
    this.prefix = options.seed();
    for (int token : request.prompt()) {
      extend(token);
    }
    for (int token : request.answer()) {
      seen.merge(token, 1, Integer::sum);
      text.add(SimVocabulary.bytesOf(token));
    }
  }

  boolean ended() {
    return ended;
  }

  int written() {
    return written;
  }

  /** Writes the next token. */
  TokenChunk next() {
    Sampling sampling = request.sampling();
    SimDistribution distribution = distribution(sampling);
    int position = request.prompt().length + written;
    double draw = (SimDistribution.mix(seed + position) >>> 11) * 0x1.0p-53;
    int token = distribution.draw(sampling, seen, draw);
    written++;
    seen.merge(token, 1, Integer::sum);
    extend(token);
    List<TokenLogprob> logprobs =
        request.logprobs() < 0
            ? List.of()
            : List.of(distribution.logprob(token, request.logprobs()));
    String piece = text.add(SimVocabulary.bytesOf(token));
    FinishReason finish = finish(token);
    ended = finish != null;
    return new TokenChunk(
        index,
        ended ? piece + text.finish() : piece,
        List.of(token),
        logprobs,
        finish,
        text.stop(),
        null);
  }

  private SimDistribution distribution(Sampling sampling) {
    boolean mayEnd = !request.ignoreEndOfText();
    if (script != null && written < script.length) {
      int token = script[written];
      if (mayEnd || token != SimVocabulary.END) {
        return SimDistribution.scripted(prefix, token, sampling);
      }
    }
    boolean end = mayEnd && Long.remainderUnsigned(SimDistribution.mix(~prefix), answerTokens) == 0;
    return SimDistribution.free(prefix, end, sampling);
  }

  private @Nullable FinishReason finish(int token) {
    if (text.stop() != null || (token == SimVocabulary.END && !request.ignoreEndOfText())) {
      return FinishReason.STOP;
    }
    return written >= maxTokens ? FinishReason.LENGTH : null;
  }

  private void extend(int token) {
    prefix = SimDistribution.mix(prefix * 31 + token);
  }
}
