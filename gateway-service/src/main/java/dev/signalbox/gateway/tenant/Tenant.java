package dev.signalbox.gateway.tenant;

import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param id the name of its file
 * @param keyHashes SHA-256 of its API keys, lower-case hex; empty if it has none
 * @param policy the policy of requests that name none; null for the router's default
 * @param policies policies that requests may name beside it; null for any
 * @param keepPrompts whether prompts are kept for a while, so that ratings can be trained on
 */
public record Tenant(
    String id,
    Set<String> keyHashes,
    @Nullable String policy,
    @Nullable Set<String> policies,
    boolean keepPrompts) {
  /** Everyone, while no tenant has a key. */
  public static final Tenant DEFAULT = new Tenant("default", Set.of(), null, null, false);

  /** Whom a tenant without a policy is served by, and may therefore name. */
  private static final String ROUTERS_DEFAULT = "default";

  public Tenant {
    keyHashes = Set.copyOf(keyHashes);
    policies = policies == null ? null : Set.copyOf(policies);
  }

  /**
   * The policy that decides about a request.
   *
   * @param wished what the request names, or null
   * @return null for the router's default
   * @throws RefusedException if the tenant may not use the policy that the request names
   */
  public @Nullable String policyFor(@Nullable String wished) {
    if (wished == null) {
      return policy;
    }
    String own = policy == null ? ROUTERS_DEFAULT : policy;
    if (policies == null || policies.contains(wished) || wished.equals(own)) {
      return wished;
    }
    throw new RefusedException(
        new Refusal.NotAllowed(
            "signalbox.policy: \"" + wished + "\" is not one of the tenant's policies"));
  }
}
