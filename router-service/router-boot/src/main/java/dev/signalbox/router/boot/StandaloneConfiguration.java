package dev.signalbox.router.boot;

import dev.signalbox.config.ConfigBinder;
import dev.signalbox.config.ConfigRepository;
import dev.signalbox.config.ConfigSchemas;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The router with a configuration of its own, for a process that is a router and nothing else. */
@Configuration(proxyBeanMethods = false)
@Import(RouterConfiguration.class)
public class StandaloneConfiguration {

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
}
