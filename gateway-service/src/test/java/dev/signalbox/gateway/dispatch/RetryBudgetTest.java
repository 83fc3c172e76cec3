package dev.signalbox.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  private final AtomicLong now = new AtomicLong();
  private final RetryBudget budget = new RetryBudget(20, 10, now::get);

  private int retries(int tries) {
    int allowed = 0;
    for (int i = 0; i < tries; i++) {
      allowed += budget.tryRetry() ? 1 : 0;
    }
    return allowed;
  }

  @Test
  void floorIsThereEverySecond() {
    assertThat(retries(100)).isEqualTo(10);
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(retries(100)).isEqualTo(10);
    now.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(retries(100)).isEqualTo(10);
  }

  @Test
  void trafficPaysForAShare() {
    for (int i = 0; i < 100; i++) {
      budget.request();
    }
    assertThat(retries(1_000)).isEqualTo(10 + 20);
  }

  @Test
  void savedRetriesDoNotGrowWithoutBound() {
    for (int i = 0; i < 100_000; i++) {
      budget.request();
    }
    assertThat(retries(100_000)).isEqualTo(10 + 100);
  }
}
