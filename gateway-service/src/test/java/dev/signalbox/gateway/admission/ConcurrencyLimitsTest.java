package dev.signalbox.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.gateway.refusal.Refusal.Limited;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.tenant.Tenant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is refused is told the limit that it has hit: of all, or its own. */
class ConcurrencyLimitsTest {
  private static Map<String, String> hit(ConcurrencyLimits limits, int letIn) {
    for (int i = 0; i < letIn; i++) {
      assertThat(limits.reserve(Tenant.DEFAULT, 1, 1).block()).isNotNull();
    }
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class, () -> limits.reserve(Tenant.DEFAULT, 1, 1).block());
    assertThat(limits.underWay()).isEqualTo(letIn);
    return ((Limited) refused.refusal()).limits().headers();
  }

  @Test
  void ofAll() {
    assertThat(hit(new ConcurrencyLimits(2, 9), 2))
        .containsEntry("x-ratelimit-limit-requests", "2")
        .containsEntry("x-ratelimit-remaining-requests", "0")
        .containsEntry("x-ratelimit-reset-requests", "1s");
  }

  @Test
  void ofOneTenant() {
    assertThat(hit(new ConcurrencyLimits(9, 1), 1))
        .containsEntry("x-ratelimit-limit-requests", "1")
        .containsEntry("x-ratelimit-remaining-requests", "0")
        .containsEntry("x-ratelimit-reset-requests", "1s");
  }
}
