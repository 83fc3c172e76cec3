package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that takes nothing of an answer that is there is not waited for. */
class StuckClientTest extends GatewayTest {
  private static final String WORDS = "x".repeat(1 << 19);
  private static final int PIECES = 48;

  @Override
  String[] properties() {
    return new String[] {"signalbox.limits.idle-timeout=500ms"};
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoReadsNothingIsLetGo(boolean stream) throws Exception {
    ScriptedUpstream upstream =
        upstream(call -> {
          if (stream) {
            call.startStream();
            for (int i = 0; i < PIECES; i++) {
              call.token(WORDS);
            }
            call.chunk(Call.event("", "\"stop\"") + "data: [DONE]\n\n").endStream();
          } else {
            String all = String.join("", Stream.generate(() -> WORDS).limit(PIECES).toList());
            call.respond(200, "application/json", "", Call.ANSWER.replace("hello", all));
          }
        });
    RawClient client = client();
    client.socket().setReceiveBufferSize(1 << 18);
    client.chat(stream ? "\"stream\":true," : "");
    upstream.next();
    // longer than anybody may take nothing
    new CompletableFuture<String>().completeOnTimeout("", 2, TimeUnit.SECONDS).join();

    assertThat(whatStillComes(client)).isLessThan((long) PIECES * WORDS.length());
  }

  /** What the system had taken for the client before the connection was closed. */
  private static long whatStillComes(RawClient client) throws IOException {
    InputStream in = client.socket().getInputStream();
    byte[] buffer = new byte[1 << 16];
    long came = 0;
    try {
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        came += n;
      }
    } catch (SocketException reset) {
      return came;
    }
    return came;
  }
}
