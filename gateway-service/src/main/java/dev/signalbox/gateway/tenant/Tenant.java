package dev.signalbox.gateway.tenant;

import java.util.Set;

/**
 * Who asks.
 *
 * @param id the name of its file
 * @param keyHashes SHA-256 of its API keys, lower-case hex; empty if it has none
 */
public record Tenant(String id, Set<String> keyHashes) {
  /** Everyone, while no tenant has a key. */
  public static final Tenant DEFAULT = new Tenant("default", Set.of());

  public Tenant {
    keyHashes = Set.copyOf(keyHashes);
  }
}
