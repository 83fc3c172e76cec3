package dev.signalbox.worker.server;

import dev.signalbox.worker.server.lifecycle.ModelHost;
import dev.signalbox.worker.server.meter.WorkerMeters;
import dev.signalbox.worker.server.openai.BodyReader;
import dev.signalbox.worker.server.openai.ErrorAnswer;
import dev.signalbox.worker.server.openai.OpenAiRoutes;
import dev.signalbox.worker.server.openai.RequestIds;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The worker's HTTP face. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {
  private static final int READING_THREADS = 2;

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  /**
   * Event loops of this application alone: the shared ones of a JVM end with whoever ends first.
   */
  @Bean
  ReactorResourceFactory reactorResourceFactory() {
    ReactorResourceFactory resources = new ReactorResourceFactory();
    resources.setUseGlobalResources(false);
    return resources;
  }

  @Bean
  NettyServerCustomizer keepAliveReads() {
    return server -> server.childObserve(new KeepAliveReads());
  }

  /** Parses bodies and tokenises prompts, so that a long one stops no event loop. */
  @Bean(destroyMethod = "dispose")
  Scheduler readingScheduler() {
    return Schedulers.newParallel("reading", READING_THREADS, true);
  }

  @Bean
  WorkerMeters workerMeters(MeterRegistry registry, ModelHost host) {
    return new WorkerMeters(registry, host::load);
  }

  @Bean
  RouterFunction<ServerResponse> routes(
      WorkerProperties properties,
      ModelHost host,
      Scheduler readingScheduler,
      WorkerMeters meters,
      InstantSource clock) {
    SecureRandom random = new SecureRandom();
    return OpenAiRoutes.of(
        properties.id(),
        host,
        new BodyReader(properties.maxBodySize(), readingScheduler),
        meters,
        clock,
        () -> random.nextInt() & 0xffffffffL);
  }

  @Bean
  RequestIds requestIds() {
    SecureRandom random = new SecureRandom();
    return new RequestIds(() -> "%016x%016x".formatted(random.nextLong(), random.nextLong()));
  }

  @Bean
  ErrorAnswer errorAnswer() {
    return new ErrorAnswer();
  }
}
