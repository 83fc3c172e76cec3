package dev.signalbox.gateway.web;

import dev.signalbox.gateway.account.SideBooks;
import dev.signalbox.gateway.account.SideExchange;
import dev.signalbox.gateway.refusal.ErrorBody;
import dev.signalbox.gateway.refusal.Refusal;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Gives the answers to what cannot be read as a request the body that all errors of this API have,
 * and keeps books on them. reactor-netty answers such a request itself, in its turn behind the
 * requests before it, by a status alone, and closes the connection: that answer is filled in on its
 * way out. One for a connection, on its event loop.
 */
final class UnreadableRequests extends ChannelDuplexHandler {
  private static final String NAME = "signalbox.unreadableRequests";
  private static final String UNKNOWN = "other";
  private static final int ID_DIGITS = 32;
  private static final int LONGEST_CAUSE = 200;

  private final int longestHead;
  private final SideBooks books;
  private @Nullable Throwable failure;
  private boolean inHead;
  private long receivedAt;

  private UnreadableRequests(int longestHead, SideBooks books) {
    this.longestHead = longestHead;
    this.books = books;
  }

  /**
   * Has them answered on a server's connection, when its pipeline is made and all is there that
   * looks at heads. Does nothing where that speaks no HTTP/1.1 to begin with.
   *
   * @param longestHead bytes that the request line and the headers may have, each
   */
  static void answer(Channel channel, int longestHead, SideBooks books) {
    if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
      channel
          .pipeline()
          .addBefore(
              NettyPipeline.HttpTrafficHandler, NAME, new UnreadableRequests(longestHead, books));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (failure == null && message instanceof HttpObject part && part.decoderResult().isFailure()) {
      failure = part.decoderResult().cause();
      inHead = part instanceof HttpRequest;
      receivedAt = System.nanoTime();
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    Throwable why = failure;
    if (why != null && message instanceof FullHttpResponse answer && isBare(answer)) {
      failure = null;
      context.write(filled(answer, why), promise);
    } else {
      context.write(message, promise);
    }
  }

  /** Requests before it may still be answered, and those answers say something. */
  private static boolean isBare(FullHttpResponse answer) {
    return answer.status().codeClass() == HttpStatusClass.CLIENT_ERROR
        && !answer.content().isReadable()
        && !answer.headers().contains(HttpHeaderNames.CONTENT_TYPE);
  }

  private FullHttpResponse filled(FullHttpResponse bare, Throwable why) {
    Refusal refusal = refusal(bare.status(), why);
    String id = RequestIds.random(ID_DIGITS);
    byte[] json = ErrorBody.json(refusal);
    FullHttpResponse answer = bare.replace(Unpooled.wrappedBuffer(json));
    bare.release();
    answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    answer.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, json.length);
    answer.headers().set(Responses.REQUEST_ID, id);
    if (inHead) { // otherwise it is a request already, which has a line of its own
      SideExchange asked = new SideExchange(id, UNKNOWN, UNKNOWN, receivedAt);
      asked.status(bare.status().code());
      asked.refused(refusal);
      books.close(asked);
    }
    return answer;
  }

  private Refusal refusal(HttpResponseStatus status, Throwable why) {
    String limit = " longer than " + longestHead + " bytes";
    if (HttpResponseStatus.REQUEST_URI_TOO_LONG.equals(status)) {
      return new Refusal.HeadTooLong(status.code(), "the request line is" + limit);
    }
    if (HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE.equals(status)) {
      return new Refusal.HeadTooLong(status.code(), "the headers are" + limit);
    }
    return Refusal.BadRequest.body("the request cannot be read: " + words(why));
  }

  /** What Netty or {@code HostName} says, which may repeat bytes of the request: on one line. */
  private static String words(Throwable why) {
    String message = why.getMessage();
    if (message == null) {
      return "it is no request of HTTP/1.1";
    }
    return message
        .substring(0, Math.min(message.length(), LONGEST_CAUSE))
        .replaceAll("\\p{Cntrl}", "?");
  }
}
