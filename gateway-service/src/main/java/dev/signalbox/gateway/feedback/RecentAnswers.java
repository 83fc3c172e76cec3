package dev.signalbox.gateway.feedback;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The answers that may be rated: the last ones, within a number and within a memory for prompts. An
 * older one is forgotten first. They live in memory alone. Safe for use by many threads.
 */
public final class RecentAnswers {
  private static final Duration MOMENT = Duration.ofMillis(250);

  private final long mostPromptBytes;

  /** A ring: an answer is at its number modulo the length. */
  private final AnswerSlot[] slots;

  private final AnswerIndex index;

  /** Number of the newest answer; it and those before it are {@code held}. */
  private long newest;

  private int held;
  private long promptBytes;

  /**
   * @param most how many are remembered, at least 1
   * @param mostPromptBytes memory for prompts that are kept
   */
  public RecentAnswers(int most, long mostPromptBytes) {
    this.mostPromptBytes = mostPromptBytes;
    this.slots = new AnswerSlot[most];
    this.index = new AnswerIndex(most);
    Arrays.setAll(slots, i -> new AnswerSlot());
  }

  /** Remembers an answer; of two of the same tenant and id the newer one is found. */
  public synchronized void remember(Answered answered) {
    if (held == slots.length) {
      forgetOldest();
    }
    AnswerId id = AnswerId.of(answered.requestId());
    AnswerSlot before = slot(newest);
    newest++;
    slot(newest).fill(answered, id, before);
    index.add(newest, answered.tenant(), id);
    held++;
    promptBytes += answered.promptBytes();
    while (held > 0 && promptBytes > mostPromptBytes) {
      forgetOldest();
    }
  }

  private void forgetOldest() {
    AnswerSlot oldest = slot(newest - held + 1);
    promptBytes -= oldest.promptBytes();
    oldest.clear();
    held--;
  }

  private AnswerSlot slot(long number) {
    return slots[(int) (number % slots.length)];
  }

  /** The answer to a request of a tenant's own; null if it is not known, or another's. */
  public synchronized @Nullable Answered find(String tenant, String requestId) {
    AnswerId id = AnswerId.of(requestId);
    long number = index.newest(tenant, id);
    while (number > newest - held) {
      AnswerSlot slot = slot(number);
      if (slot.holds(tenant, id)) {
        return slot.answered();
      }
      number = index.before(number);
    }
    return null;
  }

  /**
   * As {@link #find}, and once more a moment later: a client may have the last byte of an answer
   * before its books are closed.
   *
   * @param timer where the moment passes
   * @return empty if it is not known
   */
  public Mono<Answered> findSoon(String tenant, String requestId, Scheduler timer) {
    Mono<Answered> look = Mono.fromSupplier(() -> find(tenant, requestId));
    return look.switchIfEmpty(look.delaySubscription(MOMENT, timer));
  }
}
