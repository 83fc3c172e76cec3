package dev.signalbox.gateway.feedback;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The answers that may be rated: the last ones, within a number and within a memory for prompts. An
 * older one is forgotten first. They live in memory alone. Safe for use by many threads.
 */
public final class RecentAnswers {
  private static final Duration MOMENT = Duration.ofMillis(250);

  private final int most;
  private final long mostPromptBytes;
  private final Map<Key, Answered> answers = new LinkedHashMap<>();
  private long promptBytes;

  /**
   * @param most how many are remembered, at least 1
   * @param mostPromptBytes memory for prompts that are kept
   */
  public RecentAnswers(int most, long mostPromptBytes) {
    this.most = most;
    this.mostPromptBytes = mostPromptBytes;
  }

  /** Remembers an answer, in the place of an earlier one of the same tenant and id. */
  public synchronized void remember(Answered answered) {
    Key key = new Key(answered.tenant(), answered.requestId());
    Answered before = answers.remove(key);
    promptBytes += answered.promptBytes() - (before == null ? 0 : before.promptBytes());
    answers.put(key, answered);
    Iterator<Answered> oldest = answers.values().iterator();
    while (answers.size() > most || promptBytes > mostPromptBytes) {
      promptBytes -= oldest.next().promptBytes();
      oldest.remove();
    }
  }

  /** The answer to a request of a tenant's own; null if it is not known, or another's. */
  public synchronized @Nullable Answered find(String tenant, String requestId) {
    return answers.get(new Key(tenant, requestId));
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

  private record Key(String tenant, String requestId) {}
}
