package dev.signalbox.gateway.wiring;

import dev.signalbox.gateway.admin.ReadinessWait;
import dev.signalbox.gateway.admin.RouterHealth;
import dev.signalbox.gateway.process.ParentWatch;
import dev.signalbox.router.api.Router;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** Readiness, the loops' time slices, and the end of the process with its parent. */
@Configuration(proxyBeanMethods = false)
class ProcessWiring {
  private static final Duration FIRST_LOOK = Duration.ofSeconds(8);
  private static final Duration LOOKS = Duration.ofSeconds(20);

  @Bean
  RouterHealth routerHealthIndicator(Router router) {
    return new RouterHealth(router);
  }

  @Bean
  ReadinessWait readinessWait(Router router, @Value("${signalbox.routing.url:}") String elsewhere) {
    String place =
        elsewhere.isEmpty()
            ? "the router"
            : "the router at " + elsewhere.replaceFirst("//[^/]*@", "//");
    return ReadinessWait.start(router, place, FIRST_LOOK, LOOKS);
  }

  @Bean
  LoopSlices loopSlices(ReactorResourceFactory resources) {
    return new LoopSlices(resources.getLoopResources());
  }

  /** Halts rather than exits: a supervisor that was killed waits for nobody. */
  @Bean
  @ConditionalOnProperty("signalbox.parent-pid")
  ParentWatch parentWatch(@Value("${signalbox.parent-pid}") long pid) {
    return ParentWatch.start(pid, () -> Runtime.getRuntime().halt(1));
  }
}
