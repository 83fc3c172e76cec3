package dev.signalbox.gateway.cascade;

import dev.signalbox.gateway.events.UsageSplice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a draft that is held back: what the client gets of it, but for the explanation of its
 * usage, which nobody knows before the draft is judged.
 */
public final class DraftPiece {
  private final byte[] bytes;
  private final List<Integer> usageEnds;

  /**
   * @param usageEnds where the objects {@code usage} end: their closing braces, in order
   */
  DraftPiece(byte[] bytes, List<Integer> usageEnds) {
    this.bytes = bytes;
    this.usageEnds = usageEnds;
  }

  /** Its bytes, without an explanation. */
  public int length() {
    return bytes.length;
  }

  /**
   * What the client gets.
   *
   * @param explanation makes the member to add to {@code usage}, without a comma; null for none
   * @return owned by the caller
   */
  public ByteBuf delivered(@Nullable Supplier<byte[]> explanation) {
    if (explanation == null || usageEnds.isEmpty()) {
      return Unpooled.wrappedBuffer(bytes);
    }
    byte[] member = explanation.get();
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + member.length);
    int copied = 0;
    for (int end : usageEnds) {
      out.write(bytes, copied, end - copied);
      out.writeBytes(UsageSplice.member(member, bytes, end));
      copied = end;
    }
    out.write(bytes, copied, bytes.length - copied);
    return Unpooled.wrappedBuffer(out.toByteArray());
  }
}
