package dev.signalbox.router.server;

import dev.signalbox.router.api.Router;
import dev.signalbox.router.boot.StandaloneConfiguration;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** What makes the process a router. */
@Configuration(proxyBeanMethods = false)
@Import(StandaloneConfiguration.class)
class RouterWiring {

  @Bean
  RouterFunction<ServerResponse> routerRoutes(Router router) {
    return RouterRoutes.of(router);
  }

  @Bean
  RouterHealth routerHealthIndicator(Router router) {
    return new RouterHealth(router);
  }

  @Bean
  NettyServerCustomizer keepAliveReads() {
    return server -> server.childObserve(new KeepAliveReads());
  }
}
