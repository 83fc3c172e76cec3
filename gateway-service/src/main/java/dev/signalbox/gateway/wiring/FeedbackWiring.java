package dev.signalbox.gateway.wiring;

import dev.signalbox.gateway.admission.BodyBytes;
import dev.signalbox.gateway.feedback.FeedbackProperties;
import dev.signalbox.gateway.feedback.RatingStore;
import dev.signalbox.gateway.feedback.RecentAnswers;
import dev.signalbox.gateway.tenant.TenantDirectory;
import dev.signalbox.gateway.web.FeedbackEndpoint;
import dev.signalbox.gateway.web.LimitProperties;
import dev.signalbox.gateway.web.OnDataPort;
import dev.signalbox.gateway.web.SideLog;
import dev.signalbox.router.api.Router;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Ratings of answers: the folder that they are kept in is what turns them on. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeedbackProperties.class)
@ConditionalOnProperty("signalbox.feedback.dir")
class FeedbackWiring {
  @Bean
  RecentAnswers recentAnswers(FeedbackProperties properties) {
    return new RecentAnswers(properties.recent(), properties.promptMemory().toBytes());
  }

  /** One thread: ratings are few, and their files are written one line at a time. */
  @Bean(destroyMethod = "dispose")
  Scheduler feedbackDisk() {
    return Schedulers.newBoundedElastic(1, FeedbackEndpoint.MOST_WAITING, "feedback", 60, true);
  }

  @Bean
  RouterFunction<ServerResponse> feedback(
      TenantDirectory tenants,
      Router router,
      RecentAnswers recent,
      FeedbackProperties properties,
      LimitProperties limits,
      BodyBytes bodyBytes,
      OnDataPort onDataPort,
      SideLog sideLog,
      Scheduler feedbackDisk) {
    RatingStore store =
        new RatingStore(
            Objects.requireNonNull(properties.dir()),
            properties.longestFile().toBytes(),
            InstantSource.system());
    FeedbackEndpoint endpoint =
        new FeedbackEndpoint(
            tenants,
            router,
            recent,
            store,
            bodyBytes,
            feedbackDisk,
            Schedulers.parallel(),
            limits.readTimeout());
    return RouterFunctions.nest(onDataPort, endpoint.routes().filter(sideLog));
  }
}
