package dev.signalbox.router.core.policy;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps a promised share, whatever the requests are like: each request earns its share in credit,
 * each one that goes to the large expert spends 1, and without credit none does. A threshold keeps
 * the share as long as requests are spread as they were; this bounds it when they suddenly are not.
 * After n requests at most {@code share * n + }{@value #BURST} were sent. Safe for use by many
 * threads.
 */
public final class ShareBudget {
  private static final int BURST = 10;
  private static final long UNIT = 1_000_000;
  private static final int MAX_KEYS = 20_000;

  private final ConcurrentHashMap<Key, AtomicLong> credits = new ConcurrentHashMap<>();

  /** Earns the credit of one request and says whether there is enough for the large expert. */
  public boolean earn(String tenant, String policy, double share) {
    if (share >= 1) {
      return true;
    }
    if (share <= 0) {
      return false;
    }
    long earned = Math.round(share * UNIT);
    long credit =
        credit(tenant, policy, share).updateAndGet(now -> Math.min(BURST * UNIT, now + earned));
    return credit >= UNIT;
  }

  /** What {@link #earn} would say; earns nothing. */
  public boolean allows(String tenant, String policy, double share) {
    if (share >= 1 || share <= 0) {
      return share >= 1;
    }
    return credit(tenant, policy, share).get() + Math.round(share * UNIT) >= UNIT;
  }

  /**
   * Spends what one request to the large expert costs. Debt is bounded, too: when the large expert
   * had to stand in for the small one for an hour, it is not locked out for the next.
   */
  public void spend(String tenant, String policy, double share) {
    if (share > 0 && share < 1) {
      credit(tenant, policy, share).updateAndGet(now -> Math.max(-BURST * UNIT, now - UNIT));
    }
  }

  /** Shares are told apart to a thousandth; forgetting all at once only gives each its burst. */
  private AtomicLong credit(String tenant, String policy, double share) {
    if (credits.size() > MAX_KEYS) {
      credits.clear();
    }
    Key key = new Key(tenant, policy, (int) Math.round(share * 1000));
    return credits.computeIfAbsent(key, absent -> new AtomicLong(BURST * UNIT));
  }

  private record Key(String tenant, String policy, int thousandths) {}
}
