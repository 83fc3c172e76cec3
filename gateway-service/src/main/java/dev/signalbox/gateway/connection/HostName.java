package dev.signalbox.gateway.connection;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;

/**
 * A request of HTTP/1.1 names its host, once (RFC 9112, 3.2). One that does not is a head that
 * could not be read, and is answered as such.
 */
final class HostName {
  private static final DecoderResult WRONG =
      DecoderResult.failure(
          new IllegalArgumentException("host: not there or there twice (expected: one)"));

  private HostName() {}

  /** Marks a request that is wrong in this. */
  static void check(HttpRequest request) {
    if (HttpVersion.HTTP_1_1.equals(request.protocolVersion())
        && request.decoderResult().isSuccess()) {
      Iterator<String> named = request.headers().valueStringIterator(HttpHeaderNames.HOST);
      boolean once = named.hasNext() && named.next() != null && !named.hasNext();
      if (!once) {
        request.setDecoderResult(WRONG);
      }
    }
  }
}
