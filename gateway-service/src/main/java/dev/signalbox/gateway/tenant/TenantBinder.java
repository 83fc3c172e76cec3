package dev.signalbox.gateway.tenant;

import dev.signalbox.config.ConfigBinder;
import dev.signalbox.config.ConfigFile;
import dev.signalbox.config.ConfigProblem;
import dev.signalbox.config.ConfigSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes tenants of the files under {@code tenants/}, whose ids and keys the schema keeps apart: one
 * id, one file; one key, one tenant. Once keys are in force, a change that would leave none is
 * wrong.
 */
public final class TenantBinder implements ConfigBinder<Tenants> {
  private static final String KIND = "tenants";

  private final TenantDirectory directory;
  private final @Nullable String publicAddress;

  /**
   * @param directory where tenants come into force
   * @param publicAddress the address that the gateway is bound to if others than this machine reach
   *     it, which is only safe while every request needs a key; null for a loopback address
   */
  public TenantBinder(TenantDirectory directory, @Nullable String publicAddress) {
    this.directory = directory;
    this.publicAddress = publicAddress;
  }

  @Override
  public Tenants bind(ConfigSnapshot snapshot, List<ConfigProblem> problems) {
    List<Tenant> tenants = new ArrayList<>();
    for (ConfigFile file : snapshot.of(KIND)) {
      JsonNode policy = file.root().path("policy");
      tenants.add(
          new Tenant(
              file.root().path("id").asString(),
              keys(file.root()),
              policy.isString() ? policy.asString() : null,
              policies(file.root()),
              file.root().path("feedback").path("keep_prompts").asBoolean(false)));
    }
    Tenants bound = new Tenants(tenants);
    String why = bound.keyed() ? null : whyKeyed();
    if (why != null) {
      problems.add(
          ConfigProblem.ofFile("tenants/", "no tenant has a key", "a tenant with a key, " + why));
    }
    return bound;
  }

  /** Why somebody must have a key; null if nobody must. */
  private @Nullable String whyKeyed() {
    if (publicAddress != null) {
      return "because server.address "
          + publicAddress
          + " is not loopback; or server.address 127.0.0.1";
    }
    return directory.current().keyed()
        ? "as until now; a restart is needed to serve requests without a key"
        : null;
  }

  /** A tenant with a policy of its own and no list may use no other. */
  private static @Nullable Set<String> policies(JsonNode root) {
    if (!root.has("policies") && !root.has("policy")) {
      return null;
    }
    Set<String> policies = new HashSet<>();
    root.path("policies").forEach(policy -> policies.add(policy.asString()));
    return policies;
  }

  private static Set<String> keys(JsonNode root) {
    Set<String> hashes = new HashSet<>();
    root.path("keys").forEach(key -> hashes.add(key.path("sha256").asString()));
    return hashes;
  }

  @Override
  public void commit(Tenants tenants) {
    directory.publish(tenants);
  }
}
