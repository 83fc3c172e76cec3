package dev.signalbox.router.core.fleet;

import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.catalog.Endpoint;
import dev.signalbox.router.core.catalog.Expert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows every replica's state. Probes and outcomes write, one at a time; decisions read the last
 * snapshot without waiting. Safe for use by many threads.
 */
public final class Fleet {
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> haveBeenReady = new HashSet<>();
  private Catalog catalog = Catalog.of(List.of());
  private boolean allHaveBeenReady;
  private volatile FleetSnapshot now = FleetSnapshot.EMPTY;

  /** The fleet as it is known now. */
  public FleetSnapshot now() {
    return now;
  }

  /**
   * Serves another catalogue from now on. What is known of a replica stays where its expert and its
   * endpoint stay the same.
   *
   * @return every replica to be probed from now on
   */
  public synchronized List<ReplicaId> serve(Catalog next) {
    Map<String, Entry> before = Map.copyOf(entries);
    entries.clear();
    catalog = next;
    for (ReplicaId identity : identities(next)) {
      Entry old = before.get(identity.id());
      boolean same = old != null && old.identity.equals(identity);
      entries.put(identity.id(), same ? old : new Entry(identity));
    }
    publish();
    return identities(next);
  }

  /**
   * Takes note of what a replica says of itself. A replica that is no longer served is ignored; one
   * that is unreachable says nothing, so that the rest of what is known of it stays.
   *
   * @return whether {@link #now()} changed
   */
  public synchronized boolean observe(ReplicaId identity, ReplicaStatus status) {
    Entry entry = entries.get(identity.id());
    if (entry == null || !entry.identity.equals(identity)) {
      return false;
    }
    entry.sent.told();
    boolean silent = status.state() == ReplicaState.UNREACHABLE;
    ReplicaStatus next = silent ? entry.status.in(ReplicaState.UNREACHABLE) : status;
    boolean firstReady = next.state() == ReplicaState.READY && haveBeenReady.add(identity.expert());
    if (next.equals(entry.status) && !firstReady) {
      return false;
    }
    entry.status = next;
    publish();
    return true;
  }

  /**
   * Takes note that a connection to a replica failed: nothing is sent there until it is seen well
   * again.
   *
   * @return whether {@link #now()} changed
   */
  public synchronized boolean suspect(String replica) {
    Entry entry = entries.get(replica);
    if (entry == null || entry.status.state() != ReplicaState.READY) {
      return false;
    }
    entry.status = entry.status.in(ReplicaState.UNREACHABLE);
    publish();
    return true;
  }

  /** Takes note that a request ended on a replica. */
  public synchronized void ended(String replica) {
    Entry entry = entries.get(replica);
    if (entry != null) {
      entry.sent.ended();
    }
  }

  private static List<ReplicaId> identities(Catalog catalog) {
    List<ReplicaId> identities = new ArrayList<>();
    for (Expert expert : catalog.experts()) {
      int number = 0;
      for (Endpoint endpoint : expert.endpoints()) {
        identities.add(new ReplicaId(expert.id() + "#" + number++, expert.id(), endpoint));
      }
    }
    return identities;
  }

  private void publish() {
    Map<String, List<Replica>> replicas = new HashMap<>();
    boolean anyReady = false;
    for (Entry entry : entries.values()) {
      Expert expert = catalog.expert(entry.identity.expert());
      if (expert != null) {
        Replica replica = new Replica(expert, entry.identity, entry.status, entry.sent);
        anyReady |= replica.ready();
        replicas.computeIfAbsent(expert.id(), id -> new ArrayList<>()).add(replica);
      }
    }
    Map<String, ExpertFleet> experts = new LinkedHashMap<>();
    boolean all = !catalog.experts().isEmpty();
    for (Expert expert : catalog.experts()) {
      experts.put(
          expert.id(), ExpertFleet.of(expert, replicas.getOrDefault(expert.id(), List.of())));
      all &= haveBeenReady.contains(expert.id());
    }
    allHaveBeenReady |= all;
    now = new FleetSnapshot(catalog, experts, allHaveBeenReady && anyReady);
  }

  /** What is known of one replica. */
  private static final class Entry {
    private final ReplicaId identity;
    private ReplicaStatus status;
    private final SentSince sent = new SentSince();

    Entry(ReplicaId identity) {
      this.identity = identity;
      this.status = ReplicaStatus.of(ReplicaState.COLD, identity.endpoint().model());
    }
  }
}
