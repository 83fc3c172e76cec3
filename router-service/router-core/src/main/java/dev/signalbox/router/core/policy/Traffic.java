package dev.signalbox.router.core.policy;

import dev.signalbox.router.core.difficulty.DifficultyScorer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The spread of each tenant's requests. Safe for use by many threads. */
public final class Traffic {
  /** Stands for all tenants together that came after the first {@value #MAX_TENANTS}. */
  private static final String OTHERS = "*";

  private static final int MAX_TENANTS = 10_000;

  private final ConcurrentHashMap<String, TenantTraffic> byTenant = new ConcurrentHashMap<>();

  /**
   * Counts one request and says how the tenant's requests are spread, this one not yet included.
   */
  public GainCurve note(String tenant, DifficultyScorer scorer, double difficulty) {
    TenantTraffic traffic = of(tenant, scorer);
    traffic.note(difficulty);
    return traffic.inForce();
  }

  /** How the tenant's requests are spread. */
  public GainCurve curve(String tenant, DifficultyScorer scorer) {
    return of(tenant, scorer).inForce();
  }

  /**
   * Puts in force at once what a tenant's requests say, where they are all known beforehand; too
   * few of them leave the scorer's calibration in force.
   *
   * @param difficulties of the requests, in any order
   */
  public void settle(String tenant, DifficultyScorer scorer, double[] difficulties) {
    of(tenant, scorer).settle(difficulties);
  }

  /** Puts what was shown in force and shows what comes next, for every tenant. */
  public void refresh() {
    byTenant.values().forEach(TenantTraffic::refresh);
  }

  /** Every tenant that has asked, in order. */
  public Map<String, TenantTraffic> tenants() {
    return new TreeMap<>(byTenant);
  }

  /** A new scorer starts anew: what the old one called hard says nothing about it. */
  private TenantTraffic of(String tenant, DifficultyScorer scorer) {
    TenantTraffic known = byTenant.get(tenant);
    if (known != null && known.scorer() == scorer) {
      return known;
    }
    String key = known != null || byTenant.size() < MAX_TENANTS ? tenant : OTHERS;
    return byTenant.compute(
        key,
        (name, old) -> old != null && old.scorer() == scorer ? old : new TenantTraffic(scorer));
  }
}
