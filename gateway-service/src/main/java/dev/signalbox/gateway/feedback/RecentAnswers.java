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

  /** A ring: the newest answer is at {@code newest}, the {@code held} before it are older. */
  private final AnswerSlot[] slots;

  private int newest;
  private int held;
  private long promptBytes;

  /**
   * @param most how many are remembered, at least 1
   * @param mostPromptBytes memory for prompts that are kept
   */
  public RecentAnswers(int most, long mostPromptBytes) {
    this.mostPromptBytes = mostPromptBytes;
    this.slots = new AnswerSlot[most];
    Arrays.setAll(slots, i -> new AnswerSlot());
  }

  /** Remembers an answer; of two of the same tenant and id the newer one is found. */
  public synchronized void remember(Answered answered) {
    if (held == slots.length) {
      forgetOldest();
    }
    AnswerSlot before = slots[newest];
    newest = (newest + 1) % slots.length;
    slots[newest].fill(answered, before);
    held++;
    promptBytes += answered.promptBytes();
    while (held > 0 && promptBytes > mostPromptBytes) {
      forgetOldest();
    }
  }

  private void forgetOldest() {
    AnswerSlot oldest = slots[Math.floorMod(newest - held + 1, slots.length)];
    promptBytes -= oldest.promptBytes();
    oldest.clear();
    held--;
  }

  /**
   * The answer to a request of a tenant's own; null if it is not known, or another's. Looks at one
   * after the other: few are rated, and remembering is what every request pays.
   */
  public synchronized @Nullable Answered find(String tenant, String requestId) {
    AnswerId id = AnswerId.of(requestId);
    for (int age = 0; age < held; age++) {
      AnswerSlot slot = slots[Math.floorMod(newest - age, slots.length)];
      if (slot.holds(tenant, id)) {
        return slot.answered();
      }
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
