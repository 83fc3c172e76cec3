package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A gateway that is told to stop lets streams end, but not for ever. */
class ShutdownTest {
  private static final Executor OWN_THREAD = task -> Thread.ofVirtual().start(task);

  @Test
  void streamsUnderWayEndBeforeTheGatewayDoes() throws Exception {
    CompletableFuture<Void> go = new CompletableFuture<>();
    try (RunningGateway gateway = RunningGateway.start();
        ScriptedUpstream upstream = new ScriptedUpstream();
        RawClient client = new RawClient(gateway.port())) {
      upstream.script(call -> {
        call.startStream().token("a");
        go.get(10, TimeUnit.SECONDS);
        call.chunk(Call.event("b", "\"stop\"") + "data: [DONE]\n\n").endStream();
      });
      gateway.router().add("expert", "r", upstream.port(), "m");
      client.chat("\"stream\":true,").readUntil("\"a\"");
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::close, OWN_THREAD);
      CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
          .execute(() -> go.complete(null));

      assertThat(client.readUntil("0\r\n\r\n")).contains("data: [DONE]");
      stopped.get(10, TimeUnit.SECONDS);
      assertThat(gateway.router().outcomes()).hasSize(1);
    }
  }

  @Test
  void streamThatDoesNotEndIsCutAtTheLimit() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    try (RunningGateway gateway =
            RunningGateway.start("spring.lifecycle.timeout-per-shutdown-phase=500ms");
        ScriptedUpstream upstream = new ScriptedUpstream();
        RawClient client = new RawClient(gateway.port())) {
      upstream.script(call -> {
        call.startStream().token("a");
        call.awaitClose(closed);
      });
      gateway.router().add("expert", "r", upstream.port(), "m");
      client.chat("\"stream\":true,").readUntil("\"a\"");
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::close, OWN_THREAD);

      stopped.get(10, TimeUnit.SECONDS);
      ScriptedUpstream.await(closed);
    }
  }
}
