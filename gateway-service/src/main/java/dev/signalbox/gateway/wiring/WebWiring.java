package dev.signalbox.gateway.wiring;

import dev.signalbox.gateway.account.Books;
import dev.signalbox.gateway.inference.Inference;
import dev.signalbox.gateway.tenant.TenantDirectory;
import dev.signalbox.gateway.web.DataPlane;
import dev.signalbox.gateway.web.LimitProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The public API. */
@Configuration(proxyBeanMethods = false)
class WebWiring {
  @Bean
  TenantDirectory tenantDirectory() {
    return new TenantDirectory();
  }

  @Bean
  DataPlane dataPlane(
      TenantDirectory tenants, LimitProperties limits, Inference inference, Books books) {
    return DataPlane.of(tenants, limits, inference, books);
  }

  @Bean
  NettyServerCustomizer headLimits(LimitProperties limits) {
    int longest = Math.toIntExact(limits.requestHead().toBytes());
    return server ->
        server.httpRequestDecoder(
            decoder -> decoder.maxInitialLineLength(longest).maxHeaderSize(longest));
  }
}
