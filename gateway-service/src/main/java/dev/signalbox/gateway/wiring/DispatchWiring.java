package dev.signalbox.gateway.wiring;

import dev.signalbox.gateway.dispatch.CredentialSource;
import dev.signalbox.gateway.dispatch.DispatchProperties;
import dev.signalbox.gateway.dispatch.Dispatcher;
import dev.signalbox.gateway.dispatch.FailureLog;
import dev.signalbox.gateway.dispatch.ReplicaGuards;
import dev.signalbox.gateway.dispatch.RetryBudget;
import dev.signalbox.gateway.dispatch.Upstreams;
import dev.signalbox.router.boot.FleetListener;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** The way to upstreams. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DispatchProperties.class)
class DispatchWiring {
  @Bean
  Upstreams upstreams(DispatchProperties properties, ReactorResourceFactory resources) {
    CredentialSource credentials = new CredentialSource(System::getenv, System::nanoTime);
    return new Upstreams(properties, credentials, resources.getLoopResources());
  }

  @Bean
  ReplicaGuards replicaGuards(DispatchProperties properties, MeterRegistry registry) {
    ReplicaGuards guards = new ReplicaGuards(properties, System::nanoTime);
    TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(guards.breakers()).bindTo(registry);
    TaggedBulkheadMetrics.ofBulkheadRegistry(guards.bulkheads()).bindTo(registry);
    return guards;
  }

  @Bean
  FleetListener forgottenReplicas(ReplicaGuards guards) {
    return guards::serve;
  }

  @Bean
  FailureLog failureLog() {
    return new FailureLog(System::nanoTime);
  }

  @Bean
  Dispatcher dispatcher(
      Upstreams upstreams,
      ReplicaGuards guards,
      FailureLog failures,
      DispatchProperties properties) {
    RetryBudget budget =
        new RetryBudget(properties.retryShare(), properties.retryFloor(), System::nanoTime);
    return new Dispatcher(upstreams, guards, budget, failures, properties);
  }
}
