package dev.signalbox.engine.llama.schedule;

import dev.signalbox.engine.llama.schedule.DecodeContext.Result;
import dev.signalbox.worker.api.EngineFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every sequence that can go on its next token, once a call. Sequences that want one token
 * are decoded in the groups that are fastest here; while a prompt is read, a piece of it rides in
 * one decode with all of them, short enough that they never wait longer than {@link
 * #SHARED_MILLIS}.
 *
 * <p>A sequence whose reader has no demand, or whose request was cancelled, is left out. For the
 * scheduler's thread.
 */
final class Stepper {
  /** Most time of a decode with a piece of a prompt in it while others stream; 200 is promised. */
  private static final double SHARED_MILLIS = 140;

  /** The same while nobody else streams: how late a newcomer or a cancel may be noticed. */
  private static final double ALONE_MILLIS = 250;

  private static final Logger LOG = LoggerFactory.getLogger(Stepper.class);

  private final DecodeContext context;
  private final Slots slots;
  private final StepTimes times;
  private final Answers answers;
  private final LongSupplier nanoTime;
  private final List<Part> parts = new ArrayList<>();
  private int firstReader;
  private volatile @Nullable Job alone;

  Stepper(
      DecodeContext context, Slots slots, StepTimes times, Answers answers, LongSupplier nanoTime) {
    this.context = context;
    this.slots = slots;
    this.times = times;
    this.answers = answers;
    this.nanoTime = nanoTime;
  }

  /** A sequence's share of a decode. */
  private record Part(Slot slot, Sequence sequence, int tokens, int outputIndex) {}

  /** Whether a decode that runs now computes for this request alone. Any thread. */
  boolean computesOnlyFor(Job job) {
    return alone == job;
  }

  /** One round. False if no sequence can go on. */
  boolean step() {
    var single = new ArrayList<Slot>();
    var readers = new ArrayList<Slot>();
    for (Slot slot : slots.all()) {
      Sequence sequence = slot.sequence();
      if (sequence != null && sequence.job().reserveChunk()) {
        (sequence.unfed() == 1 ? single : readers).add(slot);
      }
    }
    for (Slot slot : slots.all()) {
      Sequence sequence = slot.sequence();
      if (sequence != null) {
        sequence.job().clearReservations();
      }
    }
    if (readers.isEmpty()) {
      int from = 0;
      for (int size : times.groups(single.size())) {
        single.subList(from, from + size).forEach(slot -> add(slot, 1));
        decode();
        from += size;
      }
    } else {
      single.forEach(slot -> add(slot, 1));
      addPieces(readers, single.isEmpty() ? ALONE_MILLIS : SHARED_MILLIS);
      decode();
    }
    return !single.isEmpty() || !readers.isEmpty();
  }

  /** Readers take turns at being first; what one leaves of the piece goes to the next. */
  private void addPieces(List<Slot> readers, double budgetMillis) {
    int left = times.piece(parts.size(), budgetMillis, context.batchCapacity());
    firstReader++;
    for (int i = 0; i < readers.size() && left > 0; i++) {
      Slot slot = readers.get((firstReader + i) % readers.size());
      left -= add(slot, left);
    }
  }

  private int add(Slot slot, int most) {
    Sequence sequence = sequence(slot);
    int tokens = Math.min(most, sequence.unfed());
    boolean whole = tokens == sequence.unfed();
    int index = -1;
    for (int i = 0; i < tokens; i++) {
      int position = sequence.fed() + i;
      boolean output = whole && i == tokens - 1;
      int added = context.add(slot.index(), position, sequence.token(position), output);
      index = output ? added : index;
    }
    parts.add(new Part(slot, sequence, tokens, index));
    return tokens;
  }

  private static Sequence sequence(Slot slot) {
    return Objects.requireNonNull(slot.sequence(), "an idle slot cannot step");
  }

  /** Decodes the parts and writes what follows. */
  private void decode() {
    alone = parts.size() == 1 ? parts.getFirst().sequence().job() : null;
    try {
      long start = nanoTime.getAsLong();
      Result result = context.decode();
      if (result == Result.DONE) {
        int tokens = parts.stream().mapToInt(Part::tokens).sum();
        times.observe(tokens, (nanoTime.getAsLong() - start) / 1e6);
      }
      parts.forEach(part -> settleOrFail(part, result));
    } catch (RuntimeException e) {
      LOG.error("a decode failed; its {} requests end", parts.size(), e);
      parts.forEach(part -> fail(part, e));
    } finally {
      alone = null;
      parts.clear();
    }
  }

  /** A fault in one sequence's draw is its own. */
  private void settleOrFail(Part part, Result result) {
    try {
      settle(part, result);
    } catch (RuntimeException e) {
      LOG.error("drawing a token failed; the request {} ends", requestId(part), e);
      fail(part, e);
    }
  }

  private void fail(Part part, RuntimeException cause) {
    var failure =
        new EngineFailedException("the engine failed to compute: " + cause.getMessage(), cause);
    answers.fail(part.slot(), part.sequence(), failure);
  }

  private static String requestId(Part part) {
    return part.sequence().job().request().requestId();
  }

  private void settle(Part part, Result result) {
    Sequence sequence = part.sequence();
    if (result == Result.ABORTED) {
      sequence.fed(Math.min(context.length(part.slot().index()), sequence.length() - 1));
      return;
    }
    answers.countRead(sequence, part.tokens());
    sequence.fed(sequence.fed() + part.tokens());
    if (part.outputIndex() >= 0) {
      answers.write(part.slot(), sequence, part.outputIndex());
    }
  }
}
