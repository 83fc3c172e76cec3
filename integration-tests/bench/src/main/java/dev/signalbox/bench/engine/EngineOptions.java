package dev.signalbox.bench.engine;

import java.util.List;

/**
 * How a benchmark runs.
 *
 * @param model {@code toy} or a model of the store
 * @param threads threads that the engine computes with
 * @param streams numbers of streams to run at once
 * @param tokens tokens that each stream writes
 * @param repetitions rounds, each with every layer
 * @param history tokens of the conversation before its second turn
 * @param gateway whether the gateway is measured too
 */
public record EngineOptions(
    String model,
    int threads,
    List<Integer> streams,
    int tokens,
    int repetitions,
    int history,
    boolean gateway) {

  /** The most of {@link #streams}. */
  public int mostStreams() {
    return streams.stream().mapToInt(Integer::intValue).max().orElse(1);
  }
}
