package dev.signalbox.engine.llama.bench;

import dev.signalbox.engine.llama.Accelerator;
import dev.signalbox.engine.llama.LlamaEngine;
import dev.signalbox.engine.llama.LlamaOptions;
import dev.signalbox.worker.api.Engine;
import dev.signalbox.worker.api.GenerationRequest;
import dev.signalbox.worker.api.Sampling;
import dev.signalbox.worker.api.TokenChunk;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import reactor.core.publisher.Flux;

/**
 * The engine beside the bare loop, in turns so that a busy machine disturbs both alike. Arguments as
 * for {@link BareLoop}, and the number of rounds; the best round of each counts.
 */
public final class EngineLoop {
  private EngineLoop() {}

  public static void main(String[] arguments) {
    Path library = Path.of(arguments[0]);
    Path model = Path.of(arguments[1]);
    int threads = Integer.parseInt(arguments[2]);
    int tokens = Integer.parseInt(arguments[3]);
    int rounds = Integer.parseInt(arguments[4]);
    var options =
        new LlamaOptions(
            "bench", "bench", model, library, Accelerator.CPU, 0, 1024, 8, 64, threads);
    try (var bare = new BareLoop(library, model, threads);
        Engine engine = LlamaEngine.open(options)) {
      for (int streams = 1; streams <= 8; streams *= 2) {
        double best = 0;
        double own = 0;
        for (int round = 0; round < rounds; round++) {
          best = Math.max(best, bare.tokensPerSecond(streams, tokens, true));
          best = Math.max(best, bare.tokensPerSecond(streams, tokens, false));
          own = Math.max(own, tokensPerSecond(engine, streams, tokens));
        }
        System.out.printf(
            Locale.ROOT,
            "%d threads, %d streams: bare %.1f, engine %.1f tokens/s (%.1f%%)%n",
            threads, streams, best, own, 100 * own / best);
      }
    }
  }

  /** From the first token of the last stream to start, so that reading prompts does not count. */
  private static double tokensPerSecond(Engine engine, int streams, int tokens) {
    int[] prompt = engine.tokenize("Once upon a time there was a station.", true);
    var request =
        new GenerationRequest(
            "bench", prompt, tokens + 1, 1, Sampling.greedy(), List.of(), -1, true, false);
    long[] times =
        Objects.requireNonNull(
            Flux.range(0, streams)
                .flatMap(s -> engine.generate(request).map(EngineLoop::time), streams)
                .collectList()
                .map(list -> list.stream().mapToLong(Long::longValue).sorted().toArray())
                .block());
    // Streams go in step: the first of each comes within the first few chunks.
    int from = Math.min(streams * 2, times.length / 2);
    return (times.length - 1 - from) * 1e9 / (times[times.length - 1] - times[from]);
  }

  private static long time(TokenChunk chunk) {
    return System.nanoTime();
  }
}
