package dev.signalbox.router.server;

import dev.signalbox.config.ConfigBinder;
import dev.signalbox.config.ConfigRepository;
import dev.signalbox.config.ConfigSchemas;
import dev.signalbox.router.api.Router;
import dev.signalbox.router.boot.RouterConfiguration;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** What makes the process a router. */
@Configuration(proxyBeanMethods = false)
@Import(RouterConfiguration.class)
class RouterWiring {

  /** Read before the web server starts, so that a wrong configuration stops the process. */
  @Bean
  ConfigRepository configRepository(
      @Value("${signalbox.config.dir:#{null}}") @Nullable Path directory,
      List<ConfigBinder<?>> binders) {
    ConfigSchemas schemas = ConfigSchemas.packaged();
    return directory == null
        ? ConfigRepository.withoutDirectory(schemas, binders, Clock.systemUTC())
        : ConfigRepository.open(directory, schemas, binders, Clock.systemUTC());
  }

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
