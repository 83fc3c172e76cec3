package dev.signalbox.gateway.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.FutureMono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Knows when an answer in one piece has left the gateway. reactor-netty says that it is sent as
 * soon as it is handed over, while a client that takes nothing may leave it lying for minutes and
 * then be gone. One for a connection of HTTP/1.1, one for a stream of HTTP/2; on its event loop.
 */
public final class AnswerWatch extends ChannelOutboundHandlerAdapter {
  private static final String NAME = "signalbox.answerWatch";

  private @Nullable Sent next;

  /** What becomes of one answer. */
  private static final class Sent {
    private @Nullable ChannelFuture last;

    Mono<Void> end() {
      return last == null ? Mono.empty() : FutureMono.from(last);
    }
  }

  private AnswerWatch() {}

  /**
   * Sends an answer in one piece, with the head that was prepared.
   *
   * @param body owned by whoever subscribes
   * @return completes when the last byte has left; errors if it never will
   */
  public static Mono<Void> send(HttpServerResponse response, ByteBuf body) {
    Mono<Void> handedOver = response.sendObject(body).then();
    return Mono.defer(() -> {
      Sent sent = new Sent();
      response.withConnection(connection -> expect(connection.channel(), sent));
      return handedOver.then(Mono.defer(sent::end));
    });
  }

  private static void expect(Channel channel, Sent sent) {
    AnswerWatch watch = channel.pipeline().get(AnswerWatch.class);
    if (watch == null && channel.isActive()) {
      watch = new AnswerWatch();
      channel.pipeline().addBefore(NettyPipeline.HttpTrafficHandler, NAME, watch);
    }
    if (watch != null) {
      watch.next = sent;
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    Sent sent = next;
    if (sent != null && message instanceof LastHttpContent) {
      next = null;
      sent.last = context.write(message, promise.unvoid());
    } else {
      context.write(message, promise);
    }
  }
}
