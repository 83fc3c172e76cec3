package dev.signalbox.gateway.wiring;

import dev.signalbox.config.ConfigBinder;
import dev.signalbox.config.ConfigRepository;
import dev.signalbox.config.ConfigSchemas;
import dev.signalbox.gateway.tenant.TenantBinder;
import dev.signalbox.gateway.tenant.TenantDirectory;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The configuration in force: every owner in this process binds to the same revision. */
@Configuration(proxyBeanMethods = false)
class ConfigWiring {
  @Bean
  TenantDirectory tenantDirectory() {
    return new TenantDirectory();
  }

  @Bean
  TenantBinder tenantBinder(TenantDirectory directory, ServerProperties server) {
    return new TenantBinder(directory, publicAddress(server.getAddress()));
  }

  private static @Nullable String publicAddress(@Nullable InetAddress address) {
    if (address == null) {
      return "(all)";
    }
    return address.isLoopbackAddress() ? null : address.getHostAddress();
  }

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
