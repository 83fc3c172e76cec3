package dev.signalbox.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteRouterWiringTest {
  @ParameterizedTest
  @ValueSource(strings = {"http://name:secret@router:8090", "http://se@cret@router", "//secret@x"})
  void passwordInTheAddressIsRefusedAndNotTold(String url) {
    assertThatThrownBy(
            () -> new RemoteRouterWiring().remoteRouter(URI.create(url), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("signalbox.routing.url")
        .hasMessageNotContaining("cret");
  }
}
