package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators read of the meters at the endpoint. */
class MeterDescriptionsTest extends GatewayTest {
  private static final String HELP = "# HELP ";
  private static final String FIRST_TOKEN = "signalbox_gateway_time_to_first_token_seconds_count";

  private String meters() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + gateway().adminPort() + "/actuator/prometheus");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }

  private void askWholeAndAsAStream() throws Exception {
    ScriptedUpstream upstream = upstream("whole", Call::plainAnswer);
    assertThat(client().chat("").read().status()).isEqualTo(200);
    outcome();
    gateway().router().clear();
    upstream.close();
    upstream(
        "streaming",
        call ->
            call.startStream()
                .token("a")
                .chunk(Call.event("b", "\"stop\"") + Call.usage() + "data: [DONE]\n\n")
                .endStream());
    assertThat(client().chat("\"stream\":true,").read().status()).isEqualTo(200);
    outcome();
    gateway().router().clear();
    assertThat(client().chat("").read().status()).isEqualTo(404);
  }

  @Test
  void everyFamilySaysWhatItIs() throws Exception {
    askWholeAndAsAStream();

    List<String> help =
        meters().lines().filter(line -> line.startsWith(HELP + "signalbox_")).toList();
    assertThat(help).hasSizeGreaterThan(10);
    assertThat(help).allMatch(line -> line.strip().split(" ").length > 4);
  }

  @Test
  void timeToFirstTokenIsOfStreamsOnly() throws Exception {
    askWholeAndAsAStream();

    assertThat(meters())
        .contains(FIRST_TOKEN + "{expert=\"streaming\"}")
        .doesNotContain(FIRST_TOKEN + "{expert=\"whole\"}");
  }
}
