package dev.signalbox.bench.loop;

import dev.signalbox.bench.model.BenchModel;
import dev.signalbox.engine.llama.binding.ContextSettings;
import dev.signalbox.engine.llama.binding.LlamaLibrary;
import dev.signalbox.engine.llama.binding.NativeContext;
import dev.signalbox.engine.llama.binding.NativeModel;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * The least that writes tokens: decode, take the most likely, decode. No queue, no text, no checks.
 * How many sequences share a decode is tried out first and the fastest kept, as the engine does.
 */
public final class BareLoop implements AutoCloseable {
  private static final int BATCH = 512;
  private static final int TRIAL_STEPS = 24;

  private final NativeModel model;
  private final NativeContext context;
  private final int[] fastestGroup;

  /**
   * @param streams most sequences at once
   * @param cells tokens of each
   */
  public BareLoop(BenchModel bench, int threads, int streams, int cells) {
    model = NativeModel.load(LlamaLibrary.load(bench.libraries()), bench.file(), 0);
    context =
        new NativeContext(model, ContextSettings.generating(streams, cells, BATCH, threads, false));
    fastestGroup = new int[streams + 1];
  }

  /** Writes an answer of {@code tokens} tokens to each prompt. */
  public void write(List<String> prompts, int tokens) {
    int streams = prompts.size();
    if (fastestGroup[streams] == 0) {
      fastestGroup[streams] = tryGroups(prompts);
    }
    write(prompts, tokens, fastestGroup[streams]);
  }

  private int tryGroups(List<String> prompts) {
    int best = 1;
    long least = Long.MAX_VALUE;
    for (int group = 1; group <= prompts.size(); group *= 2) {
      write(prompts, TRIAL_STEPS, group);
      long start = System.nanoTime();
      write(prompts, TRIAL_STEPS, group);
      long took = System.nanoTime() - start;
      if (took < least) {
        least = took;
        best = group;
      }
    }
    return best;
  }

  private void write(List<String> prompts, int tokens, int group) {
    context.clear();
    int streams = prompts.size();
    int[] length = new int[streams];
    int[] next = new int[streams];
    for (int stream = 0; stream < streams; stream++) {
      int[] prompt = model.vocab().tokenize(prompts.get(stream), true, false);
      for (int token : prompt) {
        context.batch().add(stream, length[stream]++, token, length[stream] == prompt.length);
      }
      int last = context.batch().size() - 1;
      context.decode();
      next[stream] = mostLikely(last);
    }
    for (int written = 1; written < tokens; written++) {
      for (int from = 0; from < streams; from += group) {
        int to = Math.min(streams, from + group);
        for (int stream = from; stream < to; stream++) {
          context.batch().add(stream, length[stream]++, next[stream], true);
        }
        context.decode();
        for (int stream = from; stream < to; stream++) {
          next[stream] = mostLikely(stream - from);
        }
      }
    }
  }

  private int mostLikely(int batchIndex) {
    MemorySegment logits = context.logits(batchIndex);
    int size = model.vocab().size();
    int best = 0;
    float most = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      float logit = logits.getAtIndex(ValueLayout.JAVA_FLOAT, i);
      if (logit > most) {
        most = logit;
        best = i;
      }
    }
    return best;
  }

  @Override
  public void close() {
    context.close();
    model.close();
  }
}
