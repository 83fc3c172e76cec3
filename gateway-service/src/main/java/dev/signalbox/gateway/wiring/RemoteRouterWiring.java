package dev.signalbox.gateway.wiring;

import dev.signalbox.gateway.routing.RemoteRouter;
import java.net.URI;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The router as a service of its own: its URL is what turns it on. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("signalbox.routing.url")
class RemoteRouterWiring {
  @Bean
  RemoteRouter remoteRouter(
      @Value("${signalbox.routing.url}") URI url,
      @Value("${signalbox.routing.timeout:2s}") Duration timeout) {
    if (url.getRawAuthority() != null && url.getRawAuthority().contains("@")) {
      // what is wrong is not told: it would be a password, as it is in what the network says of it
      throw new IllegalArgumentException(
          "signalbox.routing.url: has a name or a password (expected: http://host:port)");
    }
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "signalbox.routing.timeout: " + timeout + " (expected: at least 1ms)");
    }
    return RemoteRouter.connect(url, timeout);
  }
}
