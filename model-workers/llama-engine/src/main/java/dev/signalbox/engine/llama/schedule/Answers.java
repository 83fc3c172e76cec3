package dev.signalbox.engine.llama.schedule;

import dev.signalbox.engine.llama.schedule.Chooser.Drawn;
import dev.signalbox.worker.api.GenerationRequest;
import dev.signalbox.worker.api.TokenChunk;
import dev.signalbox.worker.api.TokenChunk.FinishReason;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Draws tokens, writes them as chunks and ends sequences: at an end-of-generation token, a stop
 * text, the request's limit, the context's end. For the scheduler's thread; the counts may be read
 * from any.
 */
final class Answers {
  private static final double DURATION_WEIGHT = 0.1;

  private final DecodeContext context;
  private final Slots slots;
  private final int contextLength;
  private final LongSupplier nanoTime;
  private final AtomicLong promptTokens = new AtomicLong();
  private final AtomicLong completionTokens = new AtomicLong();
  private volatile double secondsPerRequest = 1;

  /**
   * @param contextLength tokens that prompt and answer of one request may fill together
   */
  Answers(DecodeContext context, Slots slots, int contextLength, LongSupplier nanoTime) {
    this.context = context;
    this.slots = slots;
    this.contextLength = contextLength;
    this.nanoTime = nanoTime;
  }

  long promptTokens() {
    return promptTokens.get();
  }

  long completionTokens() {
    return completionTokens.get();
  }

  /** How long a request held its slot, averaged over the last ones. */
  double secondsPerRequest() {
    return secondsPerRequest;
  }

  /** Counts tokens that were computed for a prompt. */
  void countRead(Sequence sequence, int tokens) {
    if (sequence.reading()) {
      promptTokens.addAndGet(tokens);
    }
  }

  /** Draws the next token of a sequence from an output of the last decode. */
  void write(Slot slot, Sequence sequence, int outputIndex) {
    Job job = sequence.job();
    GenerationRequest request = job.request();
    Drawn drawn = sequence.chooser(context).draw(outputIndex, sequence.length());
    sequence.append(drawn.token());
    job.promptRead();
    job.countToken();
    completionTokens.incrementAndGet();

    boolean ended = !request.ignoreEndOfText() && context.isEndOfGeneration(drawn.token());
    String text = ended ? "" : sequence.text().add(context.text(drawn.token()));
    FinishReason finish = null;
    if (ended || sequence.text().stopText() != null) {
      finish = FinishReason.STOP;
      text += ended ? sequence.text().end() : "";
    } else if (sequence.answered() >= request.maxTokens() || sequence.length() >= contextLength) {
      text += sequence.text().end();
      finish = sequence.text().stopText() != null ? FinishReason.STOP : FinishReason.LENGTH;
    }
    emit(slot, sequence, text, drawn, finish);
  }

  private void emit(
      Slot slot, Sequence sequence, String text, Drawn drawn, @Nullable FinishReason finish) {
    Job job = sequence.job();
    if (finish != null) {
      sequence.release();
      slots.leave(slot);
    }
    boolean last = finish != null && job.finishChoice();
    job.sink()
        .next(
            new TokenChunk(
                sequence.choice(),
                text,
                List.of(drawn.token()),
                drawn.logprob() == null ? List.of() : List.of(drawn.logprob()),
                finish,
                sequence.text().stopText(),
                last ? job.usage() : null));
    if (last) {
      job.sink().complete();
      double seconds = (nanoTime.getAsLong() - job.startedNanos()) / 1e9;
      double average = secondsPerRequest;
      secondsPerRequest = average + DURATION_WEIGHT * (seconds - average);
    }
  }

  /** Ends a request with an error. The slot's cells may be wrong and are dropped. */
  void fail(Slot slot, Sequence sequence, Throwable error) {
    sequence.release();
    if (slot.sequence() == sequence) {
      slots.drop(slot);
    }
    Job job = sequence.job();
    if (!job.cancelled()) {
      job.cancel();
      job.sink().fail(error);
    }
  }

  /** Ends a sequence whose reader went away; what it holds is right and stays in the cache. */
  void abandon(Slot slot, Sequence sequence) {
    sequence.release();
    slots.leave(slot);
  }
}
