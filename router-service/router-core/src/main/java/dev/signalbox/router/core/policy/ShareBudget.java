package dev.signalbox.router.core.policy;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps a promised share, whatever the requests are like: each request earns its share in credit,
 * each answer of the large expert spends 1, and without credit it is not chosen. A threshold keeps
 * the share as long as requests are spread as they were; this bounds it when they suddenly are not.
 * After n requests at most {@code share * n + }{@value #BURST} were sent by choice. Safe for use by
 * many threads.
 *
 * <p>Whom the policy chooses pays beforehand. An answer that nobody chose pays afterwards, when the
 * outcome tells of it: the large expert stood in while the small one was busy. Without credit that
 * is a debt, as is an answer for a category that has no other expert: others go without the large
 * expert until it is earned. Of such answers at most {@value #BURST} are remembered at a time: what
 * an outage forced on a policy must not shut the large expert for as long again.
 *
 * <p>Requests with the same promise have one account. A share that was promised as such is its own
 * ({@link #accountOf}); where the share changes with what requests cost, as under a price, all of a
 * policy's have one ({@link #OF_EACH}): with an account for every share there would be as many
 * bursts as shares.
 *
 * <p>Whether a draft stands shows only when it is written, after hundreds of further decisions. A
 * draft that another expert may follow therefore spends beforehand, when it is decided, and is paid
 * back when it was the answer or nobody answered. The bound thus holds at every moment, however
 * many drafts are under way: what was sent and what may yet be sent is never more than was earned.
 * To spend afterwards and to remember all debt would keep the share in the long run only: as many
 * drafts as are under way would be followed before the first debt shows, and then none for as long
 * as it takes to earn that. The price is paid by a tenant whose drafts under way outnumber its
 * credit: some of them stand unasked at first, until what is earned and paid back carries them all,
 * which takes the time of a draft for each {@code 1 / share}. An outcome that never comes counts as
 * an answer of the large expert; what it took is earned again by the next {@code 1 / share}
 * requests.
 */
public final class ShareBudget {
  /** The account of requests that each earn what a price affords for them. */
  public static final int OF_EACH = -1;

  private static final int BURST = 10;
  private static final long UNIT = 1_000_000;
  private static final int MAX_KEYS = 20_000;

  private final ConcurrentHashMap<Key, AtomicLong> credits = new ConcurrentHashMap<>();

  /** The account of a share that was promised; shares are told apart to a thousandth. */
  public static int accountOf(double share) {
    return (int) Math.round(share * 1000);
  }

  /**
   * Earns the credit of one request and says whether there is enough for the large expert.
   *
   * @param share what the request earns, 0..1; 1 is no bound, and 0 never enough
   */
  public boolean earn(String tenant, String policy, int account, double share) {
    if (!isBound(share)) {
      return share >= 1;
    }
    long earned = Math.round(share * UNIT);
    long credit =
        credit(tenant, policy, account).updateAndGet(now -> Math.min(BURST * UNIT, now + earned));
    return credit >= UNIT;
  }

  /** What {@link #earn} would say; earns nothing. */
  public boolean allows(String tenant, String policy, int account, double share) {
    if (!isBound(share)) {
      return share >= 1;
    }
    return credit(tenant, policy, account).get() + Math.round(share * UNIT) >= UNIT;
  }

  /** Whether credit is earned and spent for requests with this share. */
  public static boolean isBound(double share) {
    return share > 0 && share < 1;
  }

  /**
   * Spends what one request to the large expert costs. Debt is bounded, too: when the large expert
   * had to stand in for the small one for an hour, it is not locked out for the next.
   *
   * @return whether it was taken in full, and may be paid back; not where that much debt is not
   *     kept
   */
  public boolean spend(String tenant, String policy, int account) {
    long least = -BURST * UNIT;
    long before = credit(tenant, policy, account).getAndUpdate(now -> Math.max(least, now - UNIT));
    return before - UNIT >= least;
  }

  /** Pays back what was spent beforehand for an answer of the large expert that did not come. */
  public void refund(String tenant, String policy, int account) {
    credit(tenant, policy, account).updateAndGet(now -> Math.min(BURST * UNIT, now + UNIT));
  }

  /** Forgetting all at once only gives each its burst. */
  private AtomicLong credit(String tenant, String policy, int account) {
    if (credits.size() > MAX_KEYS) {
      credits.clear();
    }
    return credits.computeIfAbsent(
        new Key(tenant, policy, account), absent -> new AtomicLong(BURST * UNIT));
  }

  private record Key(String tenant, String policy, int account) {}
}
