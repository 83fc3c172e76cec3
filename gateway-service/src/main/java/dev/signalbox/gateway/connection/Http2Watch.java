package dev.signalbox.gateway.connection;

import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends what holds a place on an HTTP/2 connection and brings nothing: a connection without a stream
 * (by GOAWAY), a stream of whose data nothing is taken (by RST_STREAM), and a connection that takes
 * no bytes at all. One timer for a connection, none for a stream; it may fire half a limit late.
 *
 * <p>reactor-netty's idle timeout is not for this: it goes by what is read, so that it would end
 * the connection of a client that waits for an answer.
 */
final class Http2Watch extends ChannelHandlerAdapter {
  private final Http2FrameCodec codec;
  private final Http2Connection connection;
  private final Http2Connection.PropertyKey waiting;
  private final long idleNanos;
  private final long slowNanos;
  private final Ticker clock;
  private final WriteProgress progress;
  private @Nullable Future<?> timer;
  private long unusedSince;
  private boolean saidGoodbye;

  /** Since when a stream's data waits and nothing of it was taken. */
  private static final class Waiting {
    private long since;
    private int window;

    Waiting(long now, int window) {
      this.since = now;
      this.window = window;
    }
  }

  /**
   * @param codec the connection's
   * @param idle how long it may be open without a stream
   * @param slow how long the data of a stream may wait while nothing of it is taken
   */
  Http2Watch(Http2FrameCodec codec, Duration idle, Duration slow, Ticker clock) {
    this.codec = codec;
    this.connection = codec.connection();
    this.waiting = connection.newKey();
    this.idleNanos = idle.toNanos();
    this.slowNanos = slow.toNanos();
    this.clock = clock;
    this.unusedSince = clock.nanoTime();
    this.progress = new WriteProgress(unusedSince);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    connection.addListener(
        new Http2ConnectionAdapter() {
          @Override
          public void onStreamClosed(Http2Stream stream) {
            unusedSince = clock.nanoTime();
          }
        });
    codec.decoder().frameListener(hearing(codec.decoder().frameListener()));
    schedule(context);
  }

  /** Nobody but the frames themselves tells that a client takes a little now and then. */
  private Http2FrameListener hearing(Http2FrameListener next) {
    return new Http2FrameListenerDecorator(next) {
      @Override
      public void onWindowUpdateRead(ChannelHandlerContext context, int stream, int bytes)
          throws Http2Exception {
        taken(stream);
        super.onWindowUpdateRead(context, stream, bytes);
      }
    };
  }

  private void schedule(ChannelHandlerContext context) {
    timer =
        context
            .executor()
            .schedule(
                () -> look(context), Math.min(idleNanos, slowNanos) / 2 + 1, TimeUnit.NANOSECONDS);
  }

  private void look(ChannelHandlerContext context) {
    long now = clock.nanoTime();
    if (progress.stuckFor(context.channel(), now) >= slowNanos) {
      // whatever would be said in farewell would wait behind what is not taken
      context.pipeline().firstContext().close();
      return;
    }
    if (connection.numActiveStreams() > 0) {
      stuck(now).forEach(stream -> reset(context, stream));
    } else if (!saidGoodbye && now - unusedSince >= idleNanos) {
      saidGoodbye = true;
      context.close();
    }
    schedule(context);
  }

  private List<Http2Stream> stuck(long now) {
    List<Http2Stream> stuck = new ArrayList<>(0);
    each(stream -> {
      Waiting known = stream.getProperty(waiting);
      if (!connection.remote().flowController().hasFlowControlled(stream)) {
        stream.removeProperty(waiting);
        return;
      }
      // what the client may still be sent shrinks while a slow connection takes it
      int window = connection.remote().flowController().windowSize(stream);
      if (known == null) {
        stream.setProperty(waiting, new Waiting(now, window));
      } else if (known.window != window) {
        known.window = window;
        known.since = now;
      } else if (now - known.since >= slowNanos) {
        stuck.add(stream);
      }
    });
    return stuck;
  }

  private void reset(ChannelHandlerContext context, Http2Stream stream) {
    ChannelHandlerContext its = context.pipeline().context(codec);
    codec.resetStream(its, stream.id(), Http2Error.CANCEL.code(), its.newPromise());
    its.flush();
  }

  /** The client has room for more: of one stream, or of all that have some of their own. */
  private void taken(int id) {
    long now = clock.nanoTime();
    if (id == connection.connectionStream().id()) {
      each(stream -> {
        if (connection.remote().flowController().windowSize(stream) > 0) {
          taken(stream, now);
        }
      });
    } else {
      taken(connection.stream(id), now);
    }
  }

  private void taken(@Nullable Http2Stream stream, long now) {
    Waiting known = stream == null ? null : stream.getProperty(waiting);
    if (known != null) {
      known.since = now;
    }
  }

  private void each(Consumer<Http2Stream> action) {
    try {
      connection.forEachActiveStream(stream -> {
        action.accept(stream);
        return true;
      });
    } catch (Http2Exception e) {
      throw new IllegalStateException("no action throws it", e);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
