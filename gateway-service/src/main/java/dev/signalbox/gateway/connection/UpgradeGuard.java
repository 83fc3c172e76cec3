package dev.signalbox.gateway.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http.HttpUtil;

/**
 * Lets a connection turn to HTTP/2 by its first request only where that request's body is short.
 * Netty collects the whole body before the connection turns, and before anybody has looked at the
 * key. A request with a longer body, or with one of unknown length, is answered as if it had not
 * asked, which a server may always do: it is read and bounded as any other, and clients (the JDK's
 * asks unbidden) go on in HTTP/1.1. HTTP/2 from the first byte on is not concerned.
 */
public final class UpgradeGuard extends ChannelInboundHandlerAdapter {
  /**
   * Longest body of a request by which a connection turns to HTTP/2, in bytes: what Netty collects
   * at most, {@code server.netty.h2c-max-content-length}.
   */
  private static final int LONGEST_BODY = 64 * 1024;

  private static final String NAME = "signalbox.upgradeGuard";

  private UpgradeGuard() {}

  /**
   * Adds a guard to a server's connection, if that may turn to HTTP/2, when its pipeline is made.
   */
  public static void guard(Channel channel) {
    ChannelHandlerContext upgrades = channel.pipeline().context(HttpServerUpgradeHandler.class);
    if (upgrades != null) {
      channel.pipeline().addBefore(upgrades.name(), NAME, new UpgradeGuard());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request && asks(request) && isLong(request)) {
      request.headers().remove(HttpHeaderNames.UPGRADE);
    }
    context.pipeline().remove(this); // only the first request may ask
    context.fireChannelRead(message);
  }

  /** A head that could not be read is refused behind, whatever it asks. */
  private static boolean asks(HttpRequest request) {
    return request.decoderResult().isSuccess()
        && request.headers().contains(HttpHeaderNames.UPGRADE);
  }

  private static boolean isLong(HttpRequest request) {
    return HttpUtil.isTransferEncodingChunked(request)
        || HttpUtil.getContentLength(request, 0L) > LONGEST_BODY;
  }
}
