package dev.signalbox.router.core.policy;

import dev.signalbox.router.api.RoutingOutcome;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the drafts of each tenant, by the expert that wrote them and the way in which
 * their confidence was measured. Safe for use by many threads.
 */
public final class Drafts {
  /** Stands for all tenants together that came after the first {@value #MAX_KEYS} keys. */
  private static final String OTHERS = "*";

  private static final int MAX_KEYS = 10_000;

  private final ConcurrentHashMap<Key, DraftSpread> spreads = new ConcurrentHashMap<>();

  /** Learns from one outcome; one without a measured draft teaches nothing. */
  public void learn(RoutingOutcome outcome) {
    RoutingOutcome.Draft draft = outcome.draft();
    if (draft != null && draft.confidence() != null) {
      of(outcome.tenant(), draft.expert(), draft.quantile()).note(draft.confidence());
    }
  }

  /** How sure an expert was of its drafts for a tenant. */
  public DraftSpread of(String tenant, String expert, @Nullable Double quantile) {
    Key key = new Key(tenant, expert, quantile);
    DraftSpread known = spreads.get(key);
    if (known != null) {
      return known;
    }
    Key bounded = spreads.size() < MAX_KEYS ? key : new Key(OTHERS, expert, quantile);
    return spreads.computeIfAbsent(bounded, absent -> new DraftSpread());
  }

  /** Puts what was shown in force and shows what comes next. */
  public void refresh() {
    spreads.values().forEach(DraftSpread::refresh);
  }

  private record Key(String tenant, String expert, @Nullable Double quantile) {}
}
