package dev.signalbox.router.core.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Every expert, and the tiers that they fill. Immutable. */
public final class Catalog {
  /**
   * The tiers there are, the one for easy requests first. They are names that experts are filed
   * under; which of two experts is better is what policies and scorers say.
   */
  public static final List<String> TIERS = List.of("small", "mid", "large");

  /** The word by which a client lets the policy choose. */
  public static final String AUTO = "auto";

  private final SequencedMap<String, Expert> byId;
  private final Map<String, List<Expert>> byTier;

  private Catalog(SequencedMap<String, Expert> byId, Map<String, List<Expert>> byTier) {
    this.byId = Collections.unmodifiableSequencedMap(byId);
    this.byTier = Collections.unmodifiableMap(byTier);
  }

  /**
   * Makes a catalogue.
   *
   * @param experts in order; within a tier the first is the best
   * @throws IllegalArgumentException if two have the same id
   */
  public static Catalog of(Collection<Expert> experts) {
    SequencedMap<String, Expert> byId = new LinkedHashMap<>();
    Map<String, List<Expert>> byTier = new LinkedHashMap<>();
    for (Expert expert : experts) {
      if (byId.putIfAbsent(expert.id(), expert) != null) {
        throw new IllegalArgumentException("expert " + expert.id() + " (expected: each id once)");
      }
    }
    for (String tier : TIERS) {
      List<Expert> filling =
          byId.values().stream().filter(expert -> expert.tiers().contains(tier)).toList();
      if (!filling.isEmpty()) {
        byTier.put(tier, filling);
      }
    }
    return new Catalog(byId, byTier);
  }

  /** Every expert, in order. */
  public Collection<Expert> experts() {
    return byId.values();
  }

  /** The expert of that id, or null. */
  public @Nullable Expert expert(String id) {
    return byId.get(id);
  }

  /** The experts of a tier, best first; empty if none fills it. */
  public List<Expert> tier(String tier) {
    return byTier.getOrDefault(tier, List.of());
  }

  /** Tier to ids, best first; only tiers that are filled. */
  public Map<String, List<String>> tiers() {
    Map<String, List<String>> ids = new LinkedHashMap<>();
    byTier.forEach((tier, experts) -> ids.put(tier, experts.stream().map(Expert::id).toList()));
    return ids;
  }

  /** The experts that a policy means by a tier or an id; empty if there are none of that name. */
  public List<Expert> named(String reference) {
    if (TIERS.contains(reference)) {
      return tier(reference);
    }
    Expert expert = expert(reference);
    return expert == null ? List.of() : List.of(expert);
  }
}
