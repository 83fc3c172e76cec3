package dev.signalbox.router.core.placement;

import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.core.fleet.Replica;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Orders the ready replicas of one expert. Those that seem too short for the prompt come last: of
 * its length only an estimate is known. Without a sticky key the least busy comes first, and
 * equally busy ones in an order of the request's own, so that they share the load. With a key the
 * replica that the key falls on by rendezvous hashing comes first, where the conversation's prefix
 * is cached, unless it is busier than the least busy one by more than its slots; a replica that
 * comes or goes moves only the keys that fall on it.
 */
public final class ReplicaOrder {
  private static final int SLOTS_IF_UNKNOWN = 4;

  private static final Comparator<Ranked> BEST_FIRST =
      Comparator.comparingInt(Ranked::tooShort)
          .thenComparingInt(Ranked::load)
          .thenComparingLong(Ranked::tie);

  private ReplicaOrder() {}

  /**
   * Orders replicas, best first.
   *
   * @param ready at least one
   * @param stickyKey what keeps a conversation together; null for nothing
   * @param request its length decides between replicas that differ in theirs, its id breaks ties
   */
  public static List<Replica> of(
      List<Replica> ready, @Nullable String stickyKey, RoutingRequest request) {
    if (ready.size() == 1) {
      return ready;
    }
    List<Ranked> ranked = new ArrayList<>(ready.size());
    for (Replica replica : ready) {
      boolean roomy = replica.hasRoom(request.promptTokens());
      ranked.add(
          new Ranked(replica, roomy ? 0 : 1, replica.load(), weight(request.requestId(), replica)));
    }
    ranked.sort(BEST_FIRST);
    List<Replica> order = new ArrayList<>(ranked.stream().map(Ranked::replica).toList());
    if (stickyKey != null) {
      Replica home = home(ready, stickyKey);
      boolean fits = home.hasRoom(request.promptTokens()) || ranked.getFirst().tooShort() > 0;
      if (fits && home.load() <= ranked.getFirst().load() + slots(home)) {
        order.remove(home);
        order.addFirst(home);
      }
    }
    return order;
  }

  private static Replica home(List<Replica> ready, String key) {
    Replica home = ready.getFirst();
    long best = -1;
    for (Replica replica : ready) {
      long weight = weight(key, replica);
      if (weight > best) {
        best = weight;
        home = replica;
      }
    }
    return home;
  }

  private static int slots(Replica replica) {
    int slots = replica.status().slots();
    return slots == 0 ? SLOTS_IF_UNKNOWN : slots;
  }

  private static long weight(String key, Replica replica) {
    CRC32C crc = new CRC32C();
    crc.update(key.getBytes(StandardCharsets.UTF_8));
    crc.update(0);
    crc.update(replica.identity().id().getBytes(StandardCharsets.UTF_8));
    return mixed(crc.getValue());
  }

  /** A CRC is linear: without this, what two replicas have in common would order their keys. */
  private static long mixed(long value) {
    long hash = (value + 1) * 0x9E3779B97F4A7C15L;
    hash = (hash ^ (hash >>> 32)) * 0xBF58476D1CE4E5B9L;
    return (hash ^ (hash >>> 29)) >>> 1;
  }

  private record Ranked(Replica replica, int tooShort, int load, long tie) {}
}
