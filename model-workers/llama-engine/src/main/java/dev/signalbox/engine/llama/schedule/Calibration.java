package dev.signalbox.engine.llama.schedule;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Times decodes at the start: 1, 2, 4, 8 sequences with one token each, and pieces of a prompt.
 * Batching two sequences is slower than stepping them in turn on some models and faster on others;
 * only the clock knows.
 */
final class Calibration {
  private static final Logger LOG = LoggerFactory.getLogger(Calibration.class);
  private static final int[] PIECES = {16, 64};
  private static final int ROUNDS = 5;
  private static final int PROMPT = 16;

  private final DecodeContext context;
  private final LongSupplier nanoTime;
  private final int token;

  /**
   * @param token any id of the vocabulary
   */
  Calibration(DecodeContext context, LongSupplier nanoTime, int token) {
    this.context = context;
    this.nanoTime = nanoTime;
    this.token = token;
  }

  /** Measures, and leaves the context empty. */
  StepTimes measure() {
    var times = new TreeMap<Integer, Double>();
    feed(0, 1);
    context.clear();
    for (int sequences = 1; sequences <= Math.min(8, context.slots()); sequences *= 2) {
      times.put(sequences, oneTokenEach(sequences));
      context.clear();
    }
    for (int piece : PIECES) {
      if (piece <= context.batchCapacity() && piece < context.cells()) {
        times.put(piece, feed(0, piece));
        context.clear();
      }
    }
    var result = new StepTimes(times, context.slots());
    log(times, result);
    return result;
  }

  private double oneTokenEach(int sequences) {
    for (int slot = 0; slot < sequences; slot++) {
      feed(slot, Math.min(PROMPT, context.batchCapacity()));
    }
    double[] took = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      for (int slot = 0; slot < sequences; slot++) {
        context.add(slot, context.length(slot), token, true);
      }
      took[round] = decode();
    }
    Arrays.sort(took);
    return took[ROUNDS / 2];
  }

  private double feed(int slot, int tokens) {
    for (int i = 0; i < tokens; i++) {
      context.add(slot, i, token, i == tokens - 1);
    }
    return decode();
  }

  private double decode() {
    long start = nanoTime.getAsLong();
    context.decode();
    return (nanoTime.getAsLong() - start) / 1e6;
  }

  private static void log(Map<Integer, Double> times, StepTimes result) {
    var text = new StringBuilder();
    times.forEach((tokens, took) -> {
      text.append(text.isEmpty() ? "" : ", ");
      text.append("%d in %.1f ms".formatted(tokens, took));
      if (tokens <= 8) {
        text.append(" (stepped as %s)".formatted(Arrays.toString(result.groups(tokens))));
      }
    });
    LOG.info("tokens of a decode and what they take: {}", text);
  }
}
