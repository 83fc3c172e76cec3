package dev.signalbox.gateway.request;

import dev.signalbox.router.api.Placement;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** What a placement is sent. It may be written several times, once for each attempt. */
public interface UpstreamBody {

  /**
   * Writes the body. The caller owns the returned buffer.
   *
   * @param placement who gets it
   * @param upstreamModel the model's name there, as a JSON string with its quotes
   */
  ByteBuf forUpstream(ByteBufAllocator allocator, Placement placement, byte[] upstreamModel);

  /** Whether a stream is asked for. */
  boolean stream();

  /** Estimate of the prompt's length, in tokens. */
  int promptTokens();
}
