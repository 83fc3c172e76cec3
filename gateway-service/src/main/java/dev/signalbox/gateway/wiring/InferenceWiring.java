package dev.signalbox.gateway.wiring;

import dev.signalbox.gateway.account.AccessLog;
import dev.signalbox.gateway.account.Books;
import dev.signalbox.gateway.account.GatewayMeters;
import dev.signalbox.gateway.account.SideBooks;
import dev.signalbox.gateway.admission.Admission;
import dev.signalbox.gateway.admission.BodyBytes;
import dev.signalbox.gateway.admission.ConcurrencyLimits;
import dev.signalbox.gateway.dispatch.Dispatcher;
import dev.signalbox.gateway.dispatch.FailureLog;
import dev.signalbox.gateway.dispatch.TokenCounter;
import dev.signalbox.gateway.dispatch.Upstreams;
import dev.signalbox.gateway.feedback.RecentAnswers;
import dev.signalbox.gateway.inference.AnswerReader;
import dev.signalbox.gateway.inference.Inference;
import dev.signalbox.gateway.inference.TokenCounting;
import dev.signalbox.gateway.relay.StreamProperties;
import dev.signalbox.gateway.web.LimitProperties;
import dev.signalbox.router.api.Router;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One answer from the reservation to the books. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({StreamProperties.class, LimitProperties.class})
class InferenceWiring {
  @Bean
  ConcurrencyLimits admission(LimitProperties limits) {
    return new ConcurrencyLimits(limits.concurrent(), limits.concurrentPerTenant());
  }

  @Bean
  BodyBytes bodyBytes(LimitProperties limits) {
    return new BodyBytes(limits.heldBodies(Runtime.getRuntime().maxMemory()));
  }

  @Bean
  GatewayMeters gatewayMeters(MeterRegistry registry, ConcurrencyLimits limits, BodyBytes bodies) {
    return new GatewayMeters(registry, limits::underWay, bodies::held);
  }

  @Bean
  Inference inference(
      Admission admission,
      Router router,
      Dispatcher dispatcher,
      StreamProperties limits,
      GatewayMeters meters) {
    return new Inference(
        admission,
        router,
        dispatcher,
        new AnswerReader(limits, meters),
        () -> ThreadLocalRandom.current().nextLong(1L << 31));
  }

  @Bean
  TokenCounting tokenCounting(
      Admission admission, Inference inference, Upstreams upstreams, FailureLog failures) {
    return new TokenCounting(admission, inference, new TokenCounter(upstreams, failures));
  }

  @Bean
  Books books(
      Router router,
      GatewayMeters meters,
      AccessLog accessLog,
      ObjectProvider<RecentAnswers> recent) {
    return new Books(router, meters, accessLog, recent.getIfAvailable());
  }

  @Bean
  SideBooks sideBooks(GatewayMeters meters, AccessLog accessLog) {
    return new SideBooks(meters, accessLog);
  }

  @Bean
  AccessLog accessLog() {
    return AccessLog.to(System.out);
  }
}
