package dev.signalbox.worker.server;

import dev.signalbox.worker.api.EngineInfo;
import dev.signalbox.worker.server.lifecycle.DrainFirst;
import dev.signalbox.worker.server.lifecycle.ModelHost;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the worker begins and ends. */
@Configuration(proxyBeanMethods = false)
class LifecycleConfiguration {
  private static final Logger log = LoggerFactory.getLogger(LifecycleConfiguration.class);

  /** Loads the model when the process has come up; a worker that cannot is of no use and ends. */
  @Bean
  ApplicationRunner loadModel(ModelHost host) {
    return arguments ->
        host.open()
            .whenComplete((done, failure) -> {
              if (failure == null) {
                sayReady(host.info());
              } else if (host.status().error() != null) {
                log.error("Model {} cannot be loaded: {}", host.id(), host.status().error());
                Thread.ofPlatform().name("exit").start(() -> System.exit(1));
              }
            });
  }

  @Bean
  DrainFirst drainFirst(ModelHost host) {
    return new DrainFirst(host);
  }

  /** Part of readiness: the engine answers. */
  @Bean
  HealthIndicator engineHealthIndicator(ModelHost host) {
    return () -> {
      Health.Builder health = host.ready() ? Health.up() : Health.outOfService();
      return health
          .withDetail("state", host.status().state().name().toLowerCase(Locale.ROOT))
          .build();
    };
  }

  private static void sayReady(EngineInfo info) {
    log.info(
        "Ready: {} on {}, {} slots of {} tokens, {} may wait",
        info.model(),
        info.accelerator(),
        info.slots(),
        info.contextLength(),
        info.queueCapacity());
  }
}
