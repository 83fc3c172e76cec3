package dev.signalbox.gateway.events;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Copies bytes with some stretches replaced, front to back, and only if there is anything to
 * replace. For one thread; used again and again.
 */
public final class EventEdit implements Replacements {
  private static final int SLACK = 128;

  private final ByteBufAllocator allocator;
  private @Nullable ByteBuf out;
  private int expected;
  private int copied;
  private boolean touched;

  public EventEdit(ByteBufAllocator allocator) {
    this.allocator = allocator;
  }

  /** Says how many bytes may have to be copied. */
  public void expect(int length) {
    expected = length;
  }

  /** Stretches come in order. */
  @Override
  public void replace(byte[] bytes, int from, int to, byte[] with) {
    touched = true;
    if (from == copied && with.length == 0) {
      copied = to;
      return;
    }
    if (out == null) {
      out = allocator.ioBuffer(expected + with.length + SLACK);
    }
    out.writeBytes(bytes, copied, from - copied).writeBytes(with);
    copied = to;
  }

  /** Whether what was replaced last reaches to a position. */
  boolean reaches(int end) {
    return touched && copied == end;
  }

  /** Whether anything was replaced since the last {@link #end}. */
  boolean touched() {
    return touched;
  }

  /** Copies the rest up to {@code to} and hands out the whole, or null if nothing is left of it. */
  public @Nullable ByteBuf end(byte[] bytes, int to) {
    ByteBuf whole = out;
    if (to > copied) {
      if (whole == null) {
        whole = allocator.ioBuffer(to - copied);
      }
      whole.writeBytes(bytes, copied, to - copied);
    }
    out = null;
    copied = 0;
    touched = false;
    return whole;
  }

  /** Forgets what was begun. */
  void drop() {
    if (out != null) {
      out.release();
      out = null;
    }
    copied = 0;
    touched = false;
  }
}
