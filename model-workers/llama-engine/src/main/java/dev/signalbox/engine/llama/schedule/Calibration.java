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
 * only the clock knows. The fastest of a few rounds counts: the others were disturbed.
 */
final class Calibration {
  private static final Logger LOG = LoggerFactory.getLogger(Calibration.class);
  private static final int[] PIECES = {16, 64};

  /** A piece this slow tells enough about longer ones. */
  private static final double SLOW_MILLIS = 100;

  private static final int ROUNDS = 3;
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
    double slowest = 0;
    for (int piece : PIECES) {
      boolean fits = piece <= context.batchCapacity() && piece < context.cells();
      if (fits && slowest < SLOW_MILLIS) {
        slowest = piece(piece);
        times.put(piece, slowest);
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
    double fastest = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      for (int slot = 0; slot < sequences; slot++) {
        context.add(slot, context.length(slot), token, true);
      }
      fastest = Math.min(fastest, decode());
    }
    return fastest;
  }

  private double piece(int tokens) {
    double fastest = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      fastest = Math.min(fastest, feed(0, tokens));
      context.clear();
      if (fastest > SLOW_MILLIS) {
        break;
      }
    }
    return fastest;
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
