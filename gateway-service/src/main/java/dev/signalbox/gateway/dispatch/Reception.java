package dev.signalbox.gateway.dispatch;

import dev.signalbox.router.api.Placement;
import org.reactivestreams.Publisher;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Takes an upstream's answer with status 200 from its headers on.
 *
 * @param <T> what it makes of it
 */
public interface Reception<T> {

  /**
   * Waits until the answer has really begun: its first token for a stream, the whole of it for a
   * short answer.
   *
   * @return one value. Errors with {@link UpstreamException} if the answer is none. Cancelling
   *     before the value came closes the connection; after it, the value's owner does.
   */
  Publisher<T> receive(Placement placement, HttpClientResponse response, Connection connection);
}
