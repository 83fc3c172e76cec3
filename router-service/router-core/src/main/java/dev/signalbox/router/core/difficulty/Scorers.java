package dev.signalbox.router.core.difficulty;

/**
 * Says which scorer judges a tenant's requests now. Asked for every request, so the answer must be
 * at hand; it may change between two requests when a tenant's head is trained, replaced or
 * reverted.
 */
@FunctionalInterface
public interface Scorers {

  /** The scorer for a tenant's requests; the default one for tenants without a head. */
  DifficultyScorer of(String tenant);

  /** The same scorer for everybody. */
  static Scorers always(DifficultyScorer scorer) {
    return tenant -> scorer;
  }
}
