package dev.signalbox.gateway.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Closes connections that hold a place and bring nothing: a request's head that trickles in, a
 * connection that nobody uses, a client that takes nothing of what was written to it. One timer for
 * a connection, none for a request. Where the connection turns to HTTP/2, {@link Http2Watch} takes
 * over; a connection whose first request asks for no other protocol is asked no more whether it
 * wants one. On its way it marks requests without a host ({@link HostName}).
 */
public final class ConnectionWatch extends ChannelDuplexHandler {
  private static final String NAME = "signalbox.connectionWatch";

  private final long headNanos;
  private final long idleNanos;
  private final Duration slowReader;
  private final Ticker clock;
  private @Nullable Future<?> timer;
  private int open;
  private boolean settled;
  private boolean inHead;
  private boolean brought;
  private long since;
  private final WriteProgress progress;

  private ConnectionWatch(ConnectionLimits limits, Ticker clock) {
    this.headNanos = limits.head().toNanos();
    this.idleNanos = limits.idle().toNanos();
    this.slowReader = limits.slowReader();
    this.clock = clock;
    this.since = clock.nanoTime();
    this.progress = new WriteProgress(since);
  }

  /**
   * Adds a watch to a server's connection, when its pipeline is made. Does nothing where that
   * speaks no HTTP/1.1 to begin with.
   */
  public static void watch(Channel channel, ConnectionLimits limits) {
    watch(channel, limits, Ticker.systemTicker());
  }

  static void watch(Channel channel, ConnectionLimits limits, Ticker clock) {
    if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
      channel
          .pipeline()
          .addBefore(NettyPipeline.HttpTrafficHandler, NAME, new ConnectionWatch(limits, clock));
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    schedule(context);
  }

  private void schedule(ChannelHandlerContext context) {
    timer =
        context
            .executor()
            .schedule(
                () -> look(context), Math.min(headNanos, idleNanos) / 2 + 1, TimeUnit.NANOSECONDS);
  }

  private void look(ChannelHandlerContext context) {
    if (context.pipeline().get(NettyPipeline.HttpTrafficHandler) == null) {
      handOver(context.pipeline());
      return;
    }
    long now = clock.nanoTime();
    // a stream that goes on has a closer watch of its own; this one is for what lies here after it
    boolean stuck = progress.stuckFor(context.channel(), now) > idleNanos;
    boolean unused = open == 0 && now - since > (inHead ? headNanos : idleNanos);
    if (unused || stuck) {
      context.close();
    } else {
      schedule(context);
    }
  }

  /** The connection speaks HTTP/2 by now, or something that nobody watches. */
  private void handOver(ChannelPipeline pipeline) {
    Http2FrameCodec codec = pipeline.get(Http2FrameCodec.class);
    if (codec == null) {
      pipeline.remove(this);
    } else {
      Duration idle = Duration.ofNanos(idleNanos);
      pipeline.replace(this, NAME, new Http2Watch(codec, idle, slowReader, clock));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    brought = true;
    if (message instanceof HttpRequest request) {
      open++;
      inHead = false;
      HostName.check(request);
      if (!settled) {
        settled = true;
        settle(context.pipeline(), request);
      }
    }
    context.fireChannelRead(message);
  }

  /** The handler for upgrades looks at every part of every request; this spares it all but one. */
  private static void settle(ChannelPipeline pipeline, HttpRequest request) {
    HttpServerUpgradeHandler upgrades = pipeline.get(HttpServerUpgradeHandler.class);
    if (upgrades != null && !request.headers().contains(HttpHeaderNames.UPGRADE)) {
      pipeline.remove(upgrades);
    }
  }

  /**
   * Bytes have come that made no request yet: its head has begun. What brought a request or a part
   * of one was that, even if it is answered by now.
   */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (open == 0 && !inHead && !brought) {
      inHead = true;
      since = clock.nanoTime();
    }
    brought = false;
    context.fireChannelReadComplete();
  }

  /** An answer is over when its end has left, which may be long after it was written. */
  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof LastHttpContent && !isInterim(message)) {
      context.write(message, promise.unvoid()).addListener(sent -> answered());
    } else {
      context.write(message, promise);
    }
  }

  /** {@code 100 Continue} is whole by itself, and no answer. */
  private static boolean isInterim(Object message) {
    return message instanceof HttpResponse response
        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }

  private void answered() {
    open = Math.max(0, open - 1);
    inHead = false;
    since = clock.nanoTime();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
