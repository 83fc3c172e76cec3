package dev.signalbox.engine.llama.schedule;

import dev.signalbox.worker.api.EngineFailedException;
import dev.signalbox.worker.api.EngineLoad;
import dev.signalbox.worker.api.EngineRefusedException;
import dev.signalbox.worker.api.GenerationRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs many requests over one context, with one platform thread of its own. Requests wait in a
 * bounded line, first come first served; the further choices of a request and the line take turns
 * at a free slot, so that a request for many choices cannot hold the others up.
 */
public final class Scheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

  private final DecodeContext context;
  private final WaitingLine line;
  private final LongSupplier nanoTime;
  private final Slots slots;
  private final Answers answers;
  private final Stepper stepper;
  private final Thread thread;

  /** Running requests that may have choices to start. */
  private final ArrayDeque<Job> furtherChoices = new ArrayDeque<>();

  private boolean lineIsNext = true;
  private volatile boolean closing;
  private volatile long cachedTokens;

  /**
   * Measures the context and starts the thread.
   *
   * @param context owned from here on: closed with the scheduler
   * @param contextLength tokens of one request, at most {@link DecodeContext#cells()}
   * @param queueCapacity requests that may wait
   * @param anyToken an id of the vocabulary to measure with
   */
  public Scheduler(
      DecodeContext context,
      int contextLength,
      int queueCapacity,
      int anyToken,
      LongSupplier nanoTime) {
    this.context = context;
    this.nanoTime = nanoTime;
    this.slots = new Slots(context);
    this.line = new WaitingLine(queueCapacity, slots::idle);
    this.answers = new Answers(context, slots, contextLength, nanoTime);
    StepTimes times = new Calibration(context, nanoTime, anyToken).measure();
    this.stepper = new Stepper(context, slots, times, answers, nanoTime);
    this.thread = Thread.ofPlatform().name("llama-engine").daemon().start(this::run);
  }

  /**
   * Puts a request in line.
   *
   * @return cancels the request: its place or slot is free at the next step at the latest
   * @throws EngineRefusedException if the line is full
   * @throws EngineFailedException if the scheduler was closed
   */
  public Runnable submit(GenerationRequest request, AnswerSink sink) {
    var job = new Job(request, sink);
    switch (line.enter(job)) {
      case FULL ->
          throw new EngineRefusedException(
              EngineRefusedException.Kind.QUEUE_FULL,
              "%d requests are waiting, no more can".formatted(line.size()),
              retryAfter());
      case CLOSED -> throw new EngineFailedException("the engine was closed", null);
      case WAITING -> wake();
    }
    return () -> cancel(job);
  }

  private void cancel(Job job) {
    job.cancel();
    if (!line.leave(job)) {
      if (stepper.computesOnlyFor(job)) {
        context.abort(true);
      }
      wake();
    }
  }

  /** Says that a reader's demand has grown. Any thread. */
  public void wake() {
    LockSupport.unpark(thread);
  }

  /** When a slot should be free for one more in the line, from 1 s to a minute. */
  private Duration retryAfter() {
    double seconds = answers.secondsPerRequest() * (line.size() + 1) / context.slots();
    return Duration.ofSeconds(Math.clamp(Math.round(seconds), 1, 60));
  }

  /** How busy it is now. */
  public EngineLoad load() {
    return new EngineLoad(
        slots.all().size() - slots.idle(),
        line.size(),
        cachedTokens,
        answers.promptTokens(),
        answers.completionTokens());
  }

  private void run() {
    try {
      while (!closing) {
        context.abort(false);
        if (closing) {
          break;
        }
        sweep();
        admit();
        publishLoad();
        if (!stepper.step()) {
          LockSupport.park(this);
        }
      }
      endAll(new EngineFailedException("the engine was closed", null));
    } catch (Throwable e) {
      LOG.error("the engine's thread broke; all its requests end", e);
      endAll(new EngineFailedException("the engine broke", e));
    }
  }

  /** Frees the slots of requests that were cancelled. */
  private void sweep() {
    for (Slot slot : slots.all()) {
      Sequence sequence = slot.sequence();
      if (sequence != null && sequence.job().cancelled()) {
        answers.abandon(slot, sequence);
      }
    }
  }

  private void admit() {
    while (slots.idle() > 0) {
      Job job = next();
      if (job == null) {
        return;
      }
      if (!job.cancelled()) {
        place(job);
      }
    }
  }

  private @Nullable Job next() {
    furtherChoices.removeIf(job -> job.cancelled() || !job.choicesWait());
    Job further = furtherChoices.stream().filter(Job::hasChoiceToStart).findFirst().orElse(null);
    Job job = lineIsNext || further == null ? line.first() : null;
    if (job == null) {
      job = further;
    }
    lineIsNext = job == further;
    return job;
  }

  private void place(Job job) {
    Sequence sequence = job.startChoice(nanoTime.getAsLong());
    sequence.takeUpText(context);
    slots.place(sequence);
    if (sequence.choice() == 0) {
      job.countCached(sequence.fed());
    }
    // To the end of the line of those who have more to start.
    furtherChoices.remove(job);
    furtherChoices.addLast(job);
  }

  private void publishLoad() {
    cachedTokens = slots.keptTokens();
  }

  private void endAll(EngineFailedException error) {
    for (Slot slot : slots.all()) {
      Sequence sequence = slot.sequence();
      if (sequence != null) {
        answers.fail(slot, sequence, error);
      }
    }
    furtherChoices.stream().filter(job -> !job.cancelled()).forEach(job -> fail(job, error));
    line.close().forEach(job -> fail(job, error));
  }

  private static void fail(Job job, EngineFailedException error) {
    if (!job.cancelled()) {
      job.cancel();
      job.sink().fail(error);
    }
  }

  /** Ends all requests with {@link EngineFailedException} and frees the context. Idempotent. */
  @Override
  public void close() {
    closing = true;
    context.abort(true);
    wake();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    context.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
