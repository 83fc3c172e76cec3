package dev.signalbox.gateway.wiring;

import dev.signalbox.gateway.drain.LastCall;
import dev.signalbox.gateway.drain.UnderWay;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

/** The end of what is under way when the gateway is told to stop. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LifecycleProperties.class)
class DrainWiring {
  @Bean
  UnderWay underWay() {
    return new UnderWay();
  }

  @Bean(destroyMethod = "forget")
  LastCall lastCall(UnderWay underWay, LifecycleProperties limits) {
    return new LastCall(underWay, limits.getTimeoutPerShutdownPhase(), Schedulers.parallel());
  }
}
