package dev.signalbox.gateway;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * A connection to an upstream that nobody uses any more is closed, whether or not traffic goes on.
 */
class IdleConnectionsTest {

  @Test
  void connectionThatNobodyUsesIsClosed() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    try (RunningGateway gateway = RunningGateway.start("signalbox.dispatch.pool-idle=300ms");
        ScriptedUpstream upstream = new ScriptedUpstream();
        RawClient client = new RawClient(gateway.port())) {
      upstream.script(call -> {
        call.plainAnswer();
        call.awaitClose(closed);
      });
      gateway.router().add("expert", "r", upstream.port(), "m");

      client.chat("").readUntil("\"hello\"");

      ScriptedUpstream.await(closed);
    }
  }
}
