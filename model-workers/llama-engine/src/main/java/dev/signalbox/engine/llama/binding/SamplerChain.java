package dev.signalbox.engine.llama.binding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;

/**
 * A chain of the library's samplers; each draw runs through all of them in order. For the thread of
 * its context. Close it once.
 */
public final class SamplerChain implements AutoCloseable {
  private final SamplerFunctions functions;
  private final MemorySegment chain;
  private final int vocabulary;
  private int length;
  private int distributionAt = -1;

  public SamplerChain(NativeModel model) {
    functions = model.library().samplers;
    vocabulary = model.vocab().size();
    try (var arena = Arena.ofConfined()) {
      chain = functions.chain.create(functions.defaultParams.get(arena));
    }
  }

  /** Adds to logits; ids must be in the vocabulary. */
  public SamplerChain bias(Map<Integer, Double> biases) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment list = arena.allocate(8L * biases.size(), 4);
      long at = 0;
      for (var bias : biases.entrySet()) {
        list.set(ValueLayout.JAVA_INT, at, bias.getKey());
        list.set(ValueLayout.JAVA_FLOAT, at + 4, bias.getValue().floatValue());
        at += 8;
      }
      return add(functions.bias.create(vocabulary, biases.size(), list));
    }
  }

  /**
   * Lowers the logits of tokens seen among the last ones.
   *
   * @param seen tokens that count as seen before the first draw
   */
  public SamplerChain penalties(
      int window, double repeat, double frequency, double presence, int[] seen) {
    MemorySegment sampler =
        functions.penalties.create(
            vocabulary, window, (float) repeat, (float) frequency, (float) presence);
    for (int token : seen) {
      functions.accept.accept(sampler, token);
    }
    return add(sampler);
  }

  public SamplerChain topK(int k) {
    return add(functions.topK.create(k));
  }

  public SamplerChain topP(double share) {
    return add(functions.topP.create((float) share, 1));
  }

  public SamplerChain minP(double share) {
    return add(functions.minP.create((float) share, 1));
  }

  public SamplerChain temperature(double temperature) {
    return add(functions.temperature.create((float) temperature));
  }

  public SamplerChain greedy() {
    return add(functions.greedy.create());
  }

  /** Ends the chain with a draw from what is left; a later call replaces the random state. */
  public SamplerChain distribution(int seed) {
    if (distributionAt >= 0) {
      functions.free.free(functions.remove.remove(chain, distributionAt));
      length--;
    }
    distributionAt = length;
    return add(functions.distribution.create(seed));
  }

  private SamplerChain add(MemorySegment sampler) {
    functions.add.add(chain, sampler);
    length++;
    return this;
  }

  /** Draws from the logits of a batch entry, and counts the token as seen. */
  public int sample(NativeContext context, int batchIndex) {
    return functions.sample.sample(chain, context.pointer(), batchIndex);
  }

  @Override
  public void close() {
    functions.free.free(chain);
  }
}
