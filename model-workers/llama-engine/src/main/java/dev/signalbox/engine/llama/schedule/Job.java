package dev.signalbox.engine.llama.schedule;

import dev.signalbox.worker.api.GenerationRequest;
import dev.signalbox.worker.api.TokenChunk.Usage;

/**
 * One request on its way through the scheduler. All but {@link #cancel} is for the scheduler's
 * thread.
 */
final class Job {
  private final GenerationRequest request;
  private final AnswerSink sink;
  private volatile boolean cancelled;
  private boolean promptRead;
  private long startedNanos;
  private int started;
  private int finished;
  private int cachedTokens;
  private int completionTokens;
  private long planned;

  Job(GenerationRequest request, AnswerSink sink) {
    this.request = request;
    this.sink = sink;
  }

  GenerationRequest request() {
    return request;
  }

  AnswerSink sink() {
    return sink;
  }

  /** Any thread: nothing more is wanted. */
  void cancel() {
    cancelled = true;
  }

  boolean cancelled() {
    return cancelled;
  }

  /** Whether choices are left that have no slot yet. */
  boolean choicesWait() {
    return started < request.n();
  }

  /** Starts the next choice; the first one notes the time. */
  Sequence startChoice(long nowNanos) {
    if (started == 0) {
      startedNanos = nowNanos;
    }
    return new Sequence(this, started++);
  }

  /** When the first choice got a slot. */
  long startedNanos() {
    return startedNanos;
  }

  /** Notes that a slot holds the prompt now, so that further choices can share it. */
  void promptRead() {
    promptRead = true;
  }

  /** Whether a further choice can start. */
  boolean hasChoiceToStart() {
    return promptRead && started < request.n();
  }

  /** Takes one chunk from the reader's demand for the step that is planned. Whether there was. */
  boolean reserveChunk() {
    if (planned >= sink.demand()) {
      return false;
    }
    planned++;
    return true;
  }

  /** Forgets reservations; the next step asks anew. */
  void clearReservations() {
    planned = 0;
  }

  void countCached(int tokens) {
    cachedTokens = tokens;
  }

  void countToken() {
    completionTokens++;
  }

  /** Counts a choice as finished. Whether it was the last. */
  boolean finishChoice() {
    return ++finished == request.n();
  }

  Usage usage() {
    return new Usage(request.prompt().length, cachedTokens, completionTokens);
  }
}
