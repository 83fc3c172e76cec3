package dev.signalbox.router.core.policy;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant's requests cost at each expert of a ladder, in the mean of about the last {@value
 * #MEMORY}: all of them, and by themselves those that go to the last rung, which may be longer than
 * others. A price that was promised is one of all requests together, so what it affords comes from
 * these means: by each request's own price a short one would afford the large expert, however easy,
 * and a long one would not, however hard. Each ladder of each policy has means of its own, since
 * other requests come to it. Safe for use by many threads.
 */
public final class UsualPrices {
  /** Stands for all tenants together that came when there was no place for more. */
  private static final String OTHERS = "*";

  private static final int MEMORY = 200;
  private static final int MAX_KEYS = 50_000;

  private final ConcurrentHashMap<Key, Mean> means = new ConcurrentHashMap<>();

  /**
   * Requests of one tenant on one ladder.
   *
   * @param ladder what the policy calls its rungs
   */
  public record Kind(String tenant, String policy, List<String> ladder) {}

  /** Counts what one request would cost at an expert, whoever answers it. */
  public void note(Kind kind, String expert, double price) {
    count(new Key(kind, expert, false), price);
  }

  /** Counts the same of a request that goes to the last rung. */
  public void noteLarge(Kind kind, String expert, double price) {
    count(new Key(kind, expert, true), price);
  }

  /**
   * What a request costs at an expert.
   *
   * @param otherwise where nothing is known of such requests
   */
  public double ofAll(Kind kind, String expert, double otherwise) {
    Mean mean = mean(new Key(kind, expert, false));
    return mean == null ? otherwise : mean.value;
  }

  /**
   * What a request that goes to the last rung costs at an expert.
   *
   * @param otherwise where nothing is known of such requests
   */
  public double ofLarge(Kind kind, String expert, double otherwise) {
    Mean mean = mean(new Key(kind, expert, true));
    return mean == null ? ofAll(kind, expert, otherwise) : mean.value;
  }

  private @Nullable Mean mean(Key key) {
    Mean mean = means.get(key);
    return mean == null && isFull() ? means.get(key.ofOthers()) : mean;
  }

  private void count(Key key, double price) {
    Key place = isFull() && !means.containsKey(key) ? key.ofOthers() : key;
    means.merge(place, new Mean(price, 1), (mean, next) -> mean.movedTo(next.value));
  }

  private boolean isFull() {
    return means.size() >= MAX_KEYS;
  }

  private record Key(Kind kind, String expert, boolean large) {
    Key ofOthers() {
      return new Key(new Kind(OTHERS, kind.policy, kind.ladder), expert, large);
    }
  }

  private record Mean(double value, int count) {
    Mean movedTo(double next) {
      int counted = Math.min(count + 1, MEMORY);
      return new Mean(value + (next - value) / counted, counted);
    }
  }
}
