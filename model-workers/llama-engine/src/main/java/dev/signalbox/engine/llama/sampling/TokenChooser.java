package dev.signalbox.engine.llama.sampling;

import dev.signalbox.engine.llama.binding.NativeContext;
import dev.signalbox.engine.llama.binding.NativeModel;
import dev.signalbox.engine.llama.binding.NativeVocab;
import dev.signalbox.engine.llama.binding.SamplerChain;
import dev.signalbox.engine.llama.schedule.Chooser;
import dev.signalbox.worker.api.Sampling;
import dev.signalbox.worker.api.TokenLogprob;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws with the library's samplers, in the order bias, penalties, top_k, top_p, min_p,
 * temperature, draw. A top_k is always there: without it each draw sorts the whole vocabulary.
 */
public final class TokenChooser implements Chooser {
  /**
   * Candidates that are looked at where the request sets no top_k. What is left out is beyond what
   * any model here gives a share that could be noticed.
   */
  private static final int MOST_CANDIDATES = 1024;

  private final NativeContext context;
  private final NativeVocab vocab;
  private final float[] logits;
  private final long seed;
  private final int logprobs;
  private final boolean random;

  /** Null where the most likely token as it is will do. */
  private final @Nullable SamplerChain chain;

  /**
   * @param logits room for the vocabulary, shared by all that draw on the same thread
   * @param seed of this answer
   * @param prompt tokens before the first that is drawn
   * @param answered how many of the prompt's last tokens are the beginning of the answer
   * @param logprobs -1 for none, else how many alternatives
   */
  public TokenChooser(
      NativeModel model,
      NativeContext context,
      float[] logits,
      Sampling sampling,
      long seed,
      int[] prompt,
      int answered,
      int logprobs) {
    this.context = context;
    this.vocab = model.vocab();
    this.logits = logits;
    this.seed = seed;
    this.logprobs = logprobs;
    this.random = sampling.temperature() > 0;
    this.chain = chain(model, context.cellsPerSequence(), sampling, prompt, answered);
  }

  private static @Nullable SamplerChain chain(
      NativeModel model, int longest, Sampling sampling, int[] prompt, int answered) {
    boolean repeat = sampling.repeatPenalty() != 1 && sampling.penaltyWindow() > 0;
    boolean counted = sampling.presencePenalty() != 0 || sampling.frequencyPenalty() != 0;
    boolean biased = !sampling.logitBias().isEmpty();
    if (sampling.temperature() == 0 && !repeat && !counted && !biased) {
      return null;
    }
    var chain = new SamplerChain(model);
    if (biased) {
      chain.bias(sampling.logitBias());
    }
    if (repeat) {
      int window = Math.min(sampling.penaltyWindow(), longest);
      int[] seen = Arrays.copyOfRange(prompt, Math.max(0, prompt.length - window), prompt.length);
      chain.penalties(window, sampling.repeatPenalty(), 0, 0, seen);
    }
    if (counted) {
      // Over the whole answer and nothing else.
      int[] seen = Arrays.copyOfRange(prompt, prompt.length - answered, prompt.length);
      chain.penalties(longest, 1, sampling.frequencyPenalty(), sampling.presencePenalty(), seen);
    }
    if (sampling.temperature() == 0) {
      return chain.greedy();
    }
    int most = Math.min(MOST_CANDIDATES, model.vocab().size());
    chain.topK(sampling.topK() > 0 ? Math.min(sampling.topK(), model.vocab().size()) : most);
    if (sampling.topP() < 1) {
      chain.topP(sampling.topP());
    }
    if (sampling.minP() > 0) {
      chain.minP(sampling.minP());
    }
    return chain.temperature(sampling.temperature());
  }

  @Override
  public Drawn draw(int batchIndex, int position) {
    MemorySegment output = context.logits(batchIndex);
    int token;
    if (chain == null) {
      token = mostLikely(output, vocab.size());
    } else {
      if (random) {
        chain.distribution(PositionSeed.of(seed, position));
      }
      token = chain.sample(context, batchIndex);
    }
    return new Drawn(token, logprobs < 0 ? null : logprob(output, token));
  }

  private static int mostLikely(MemorySegment logits, int size) {
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

  private TokenLogprob logprob(MemorySegment output, int token) {
    MemorySegment.copy(output, ValueLayout.JAVA_FLOAT, 0, logits, 0, logits.length);
    var probabilities = LogProbabilities.of(logits, Math.min(logprobs, logits.length));
    var top = new ArrayList<TokenLogprob>(probabilities.count());
    for (int rank = 0; rank < probabilities.count(); rank++) {
      int id = probabilities.id(rank);
      top.add(new TokenLogprob(id, vocab.piece(id), probabilities.top(rank), List.of()));
    }
    return new TokenLogprob(token, vocab.piece(token), probabilities.of(logits[token]), top);
  }

  @Override
  public void close() {
    if (chain != null) {
      chain.close();
    }
  }
}
