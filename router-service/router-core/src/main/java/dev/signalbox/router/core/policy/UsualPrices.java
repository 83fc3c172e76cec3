package dev.signalbox.router.core.policy;

import java.util.concurrent.ConcurrentHashMap;

/**
 * What a tenant's requests cost at each expert, in the mean of about the last {@value #MEMORY}: all
 * of them, and by themselves those that go to the last rung, which may be longer than others. A
 * price that was promised is one of all requests together, so what it affords comes from these
 * means: by each request's own price a short one would afford the large expert, however easy, and a
 * long one would not, however hard. Safe for use by many threads.
 */
public final class UsualPrices {
  private static final int MEMORY = 200;
  private static final int MAX_KEYS = 20_000;

  private final ConcurrentHashMap<Key, Mean> means = new ConcurrentHashMap<>();

  /** Counts what one request would cost at an expert, whoever answers it. */
  public void note(String tenant, String expert, double price) {
    count(new Key(tenant, expert, false), price);
  }

  /** Counts the same of a request that goes to the last rung. */
  public void noteLarge(String tenant, String expert, double price) {
    count(new Key(tenant, expert, true), price);
  }

  /**
   * What a request costs at an expert.
   *
   * @param otherwise where nothing is known of the tenant's requests
   */
  public double ofAll(String tenant, String expert, double otherwise) {
    Mean mean = means.get(new Key(tenant, expert, false));
    return mean == null ? otherwise : mean.value;
  }

  /**
   * What a request that goes to the last rung costs at an expert.
   *
   * @param otherwise where nothing is known of the tenant's requests
   */
  public double ofLarge(String tenant, String expert, double otherwise) {
    Mean mean = means.get(new Key(tenant, expert, true));
    return mean == null ? ofAll(tenant, expert, otherwise) : mean.value;
  }

  /** Forgetting all at once only makes the next requests speak for all. */
  private void count(Key key, double price) {
    if (means.size() > MAX_KEYS) {
      means.clear();
    }
    means.merge(key, new Mean(price, 1), (mean, next) -> mean.movedTo(next.value));
  }

  private record Key(String tenant, String expert, boolean large) {}

  private record Mean(double value, int count) {
    Mean movedTo(double next) {
      int counted = Math.min(count + 1, MEMORY);
      return new Mean(value + (next - value) / counted, counted);
    }
  }
}
