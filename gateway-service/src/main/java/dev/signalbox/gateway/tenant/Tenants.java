package dev.signalbox.gateway.tenant;

import dev.signalbox.gateway.refusal.Refusal.UnknownKey;
import dev.signalbox.gateway.refusal.RefusedException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All tenants at one revision. Immutable. */
public final class Tenants {
  /** No tenant has a key: everyone is the default tenant. */
  public static final Tenants OPEN = new Tenants(List.of());

  private final Map<String, Tenant> byKeyHash = new HashMap<>();
  private final Tenant everyone;

  public Tenants(Collection<Tenant> tenants) {
    Tenant open = Tenant.DEFAULT;
    for (Tenant tenant : tenants) {
      tenant.keyHashes().forEach(hash -> byKeyHash.put(hash, tenant));
      if (tenant.id().equals(Tenant.DEFAULT.id())) {
        open = tenant;
      }
    }
    this.everyone = open;
  }

  /** Whether any tenant has a key, so that every request must bring one. */
  public boolean keyed() {
    return !byKeyHash.isEmpty();
  }

  /**
   * Resolves the key of a request.
   *
   * @param authorization the Authorization header, or null
   * @param apiKey the x-api-key header, or null; an empty one is none
   * @throws RefusedException if a key is needed and none, or none that is known, was sent
   */
  public Tenant resolve(@Nullable String authorization, @Nullable String apiKey) {
    if (!keyed()) {
      return everyone;
    }
    String key = apiKey != null && !apiKey.isBlank() ? apiKey : bearer(authorization);
    if (key == null) {
      throw new RefusedException(
          new UnknownKey("no API key (expected: Authorization: Bearer KEY, or x-api-key: KEY)"));
    }
    Tenant tenant = byKeyHash.get(KeyHash.of(key));
    if (tenant == null) {
      throw new RefusedException(new UnknownKey("the API key is not known"));
    }
    return tenant;
  }

  private static @Nullable String bearer(@Nullable String authorization) {
    String scheme = "Bearer ";
    if (authorization == null
        || !authorization.regionMatches(true, 0, scheme, 0, scheme.length())) {
      return null;
    }
    String key = authorization.substring(scheme.length()).strip();
    return key.isEmpty() ? null : key;
  }
}
