package dev.signalbox.gateway.translate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes server-sent events that have a name, as many as one piece of an upstream's stream brings
 * about. For one stream, one thread.
 */
public final class EventWriter {
  private static final byte[] EVENT = "event: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DATA = "\ndata: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] COMMENT = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final int FIRST_SIZE = 512;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ByteBufAllocator allocator;
  private @Nullable ByteBuf out;

  EventWriter(ByteBufAllocator allocator) {
    this.allocator = allocator;
  }

  /** Writes an event. */
  public void event(String name, JsonNode data) {
    event(name, JSON.writeValueAsBytes(data));
  }

  /** Writes an event whose data is JSON already. */
  public void event(String name, byte[] json) {
    ByteBuf to = out();
    to.writeBytes(EVENT);
    to.writeCharSequence(name, StandardCharsets.US_ASCII);
    to.writeBytes(DATA).writeBytes(json).writeBytes(END);
  }

  /** Writes a comment, which no client shows. */
  public void comment() {
    out().writeBytes(COMMENT);
  }

  private ByteBuf out() {
    ByteBuf open = out;
    if (open == null) {
      open = allocator.ioBuffer(FIRST_SIZE);
      out = open;
    }
    return open;
  }

  /** Lets go of what was written since. */
  void drop() {
    ByteBuf written = take();
    if (written != null) {
      written.release();
    }
  }

  /** Hands out what was written since; the caller owns it. Null if nothing was. */
  @Nullable ByteBuf take() {
    ByteBuf written = out;
    out = null;
    return written;
  }
}
