package dev.signalbox.engine.llama.bench;

import dev.signalbox.engine.llama.binding.ContextSettings;
import dev.signalbox.engine.llama.binding.LlamaLibrary;
import dev.signalbox.engine.llama.binding.NativeContext;
import dev.signalbox.engine.llama.binding.NativeModel;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/**
 * The least that writing tokens takes: decode and the most likely token, in a loop, with nothing
 * around it. What the engine loses against it is the engine's cost.
 *
 * <p>Arguments: library folder, model file, threads, tokens a stream. Prints one line for each
 * number of streams, batched and in turn.
 */
public final class BareLoop implements AutoCloseable {
  private static final int CELLS = 1024;

  private final NativeModel model;
  private final int threads;

  public BareLoop(Path library, Path file, int threads) {
    this.model = NativeModel.load(LlamaLibrary.load(library), file, 0);
    this.threads = threads;
  }

  public static void main(String[] arguments) {
    int threads = Integer.parseInt(arguments[2]);
    int tokens = Integer.parseInt(arguments[3]);
    try (var loop = new BareLoop(Path.of(arguments[0]), Path.of(arguments[1]), threads)) {
      for (int streams = 1; streams <= 8; streams *= 2) {
        System.out.printf(
            "bare loop, %d threads, %d streams: %.1f tokens/s batched, %.1f in turn%n",
            threads, streams, loop.tokensPerSecond(streams, tokens, true),
            loop.tokensPerSecond(streams, tokens, false));
      }
    }
  }

  /** Tokens of all streams together in a second, with the prompts read before. */
  public double tokensPerSecond(int streams, int tokens, boolean together) {
    int[] prompt = model.vocab().tokenize("Once upon a time there was a station.", true, false);
    try (var context =
        new NativeContext(
            model, ContextSettings.generating(streams, CELLS, 512, threads, false))) {
      int[] next = new int[streams];
      for (int s = 0; s < streams; s++) {
        for (int i = 0; i < prompt.length; i++) {
          context.batch().add(s, i, prompt[i], i == prompt.length - 1);
        }
        context.decode();
        next[s] = mostLikely(context, prompt.length - 1);
      }
      long start = System.nanoTime();
      for (int step = 0; step < tokens; step++) {
        for (int s = 0; s < streams; s++) {
          int index = context.batch().add(s, prompt.length + step, next[s], true);
          if (!together) {
            context.decode();
            next[s] = mostLikely(context, index);
          }
        }
        if (together) {
          context.decode();
          for (int s = 0; s < streams; s++) {
            next[s] = mostLikely(context, s);
          }
        }
      }
      return streams * tokens * 1e9 / (System.nanoTime() - start);
    }
  }

  private int mostLikely(NativeContext context, int index) {
    MemorySegment logits = context.logits(index);
    int best = 0;
    for (int i = 1; i < model.vocab().size(); i++) {
      if (logits.getAtIndex(ValueLayout.JAVA_FLOAT, i)
          > logits.getAtIndex(ValueLayout.JAVA_FLOAT, best)) {
        best = i;
      }
    }
    return best;
  }

  @Override
  public void close() {
    model.close();
  }
}
