package dev.signalbox.cli.launch;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReadinessTest {
  private static final String PATH = "/actuator/health/readiness";

  @RegisterExtension
  private static final WireMockExtension ADMIN =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private boolean isReady() {
    return new Readiness(ADMIN.getPort(), List.of(), pid -> pid == 42).getAsBoolean();
  }

  @Test
  void isThatOfTheOwnGatewayAlone() {
    ADMIN.stubFor(get(PATH).willReturn(ok().withHeader("x-signalbox-process", "42")));
    assertThat(isReady()).isTrue();

    ADMIN.stubFor(get(PATH).willReturn(ok().withHeader("x-signalbox-process", "43")));
    assertThat(isReady()).isFalse();
  }

  @Test
  void isNotThatOfSomethingElseOnThePort() {
    ADMIN.stubFor(get(PATH).willReturn(ok()));

    assertThat(isReady()).isFalse();
  }
}
