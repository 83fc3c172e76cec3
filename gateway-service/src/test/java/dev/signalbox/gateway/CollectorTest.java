package dev.signalbox.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.signalbox.gateway.ScriptedUpstream.Call;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Traces reach a collector by OTLP over HTTP once its endpoint is named. */
class CollectorTest extends GatewayTest {
  private final WireMockServer collector = new WireMockServer(options().dynamicPort());
  private final BlockingQueue<LoggedRequest> received = new LinkedBlockingQueue<>();

  @Override
  String[] properties() {
    collector.start();
    collector.stubFor(post(urlEqualTo("/v1/traces")).willReturn(ok()));
    // a copy: the server uses its requests again
    collector.addMockServiceRequestListener(
        (request, response) -> received.add(LoggedRequest.createFrom(request)));
    return new String[] {
      "otel.exporter.otlp.endpoint=http://127.0.0.1:" + collector.port(),
      "otel.bsp.schedule.delay=10"
    };
  }

  @AfterAll
  void stopCollector() {
    collector.stop();
  }

  @Test
  void spansArriveUnderTheNameOfTheGateway() throws Exception {
    upstream(Call::plainAnswer);
    client().chat("").read();

    StringBuilder bodies = new StringBuilder();
    while (bodies.indexOf("chat auto") < 0) {
      LoggedRequest request = received.poll(5, TimeUnit.SECONDS);
      assertThat(request).as("a post to the collector, after %s", bodies).isNotNull();
      assertThat(request.getUrl()).isEqualTo("/v1/traces");
      assertThat(request.getHeader("content-type")).isEqualTo("application/x-protobuf");
      bodies.append(new String(request.getBody(), StandardCharsets.ISO_8859_1));
    }
    assertThat(bodies)
        .contains("signalbox-gateway")
        .contains("gen_ai.request.model")
        .contains("signalbox.tenant");
  }
}
