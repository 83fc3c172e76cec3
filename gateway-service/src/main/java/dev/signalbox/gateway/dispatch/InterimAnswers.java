package dev.signalbox.gateway.dispatch;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Passes over what an upstream says before its answer (102, 103 and whatever else begins with 1),
 * as RFC 9110, 15.2 wants it, however often. A switch of protocols is an answer. For one
 * connection.
 */
final class InterimAnswers extends ChannelInboundHandlerAdapter {
  static final String NAME = "interim-answers";

  private boolean passingOver;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpResponse response && isInterim(response)) {
      passingOver = true;
    }
    if (!passingOver) {
      context.fireChannelRead(message);
      return;
    }
    passingOver = !(message instanceof LastHttpContent);
    ReferenceCountUtil.release(message);
    context.read(); // nobody has seen anything that would make them ask for more
  }

  private static boolean isInterim(HttpResponse response) {
    HttpResponseStatus status = response.status();
    return response.decoderResult().isSuccess()
        && status.codeClass() == HttpStatusClass.INFORMATIONAL
        && status.code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
  }
}
