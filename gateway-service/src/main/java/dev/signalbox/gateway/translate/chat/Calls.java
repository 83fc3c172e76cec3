package dev.signalbox.gateway.translate.chat;

import dev.signalbox.gateway.translate.UntranslatableException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the tool calls of one answer apart, whose pieces may come in any order: by their index,
 * and, as some servers give every call the same one, by their ids. For one thread.
 *
 * @param <C> what is made of a call
 */
public final class Calls<C> {
  private final Map<Integer, Known<C>> byIndex = new HashMap<>(2);

  private record Known<C>(C call, @Nullable String id) {}

  /**
   * The call that a piece belongs to, as in {@link ChatParts#called}.
   *
   * @return null if the piece begins another one
   * @throws UntranslatableException if it begins another one that has no name
   */
  public @Nullable C find(int index, @Nullable String id, @Nullable String name) {
    Known<C> known = byIndex.get(index);
    if (known != null && (name == null || id == null || id.equals(known.id))) {
      return known.call;
    }
    if (name == null) {
      throw new UntranslatableException("a tool call has no name");
    }
    return null;
  }

  /**
   * Another one has begun.
   *
   * @return the one that had its index, and is over; null if none had
   */
  public @Nullable C begin(int index, @Nullable String id, C call) {
    Known<C> former = byIndex.put(index, new Known<>(call, id));
    return former == null ? null : former.call;
  }

  /** Whether there was none. */
  public boolean isEmpty() {
    return byIndex.isEmpty();
  }
}
