package dev.signalbox.router.boot;

import dev.signalbox.router.api.Router;
import dev.signalbox.router.boot.probe.ProbeCredentials;
import dev.signalbox.router.boot.probe.Probes;
import dev.signalbox.router.core.LocalRouter;
import dev.signalbox.router.core.RoutingState;
import dev.signalbox.router.core.binding.RouterConfigBinder;
import dev.signalbox.router.core.binding.StartedExperts;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.difficulty.SharedRouter;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.tenant.TenantHeads;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * The router in this process, for an application to import. The application owns the {@link
 * dev.signalbox.config.ConfigRepository} and gives it every {@link
 * dev.signalbox.config.ConfigBinder} bean, this one's among them; the router serves nothing until
 * that has committed for the first time.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RouterProperties.class)
public class RouterConfiguration {

  @Bean
  StartedExperts startedExperts(RouterProperties properties) {
    return new StartedExpertsParser(name -> System.getenv(name) != null).parse(properties);
  }

  @Bean
  RoutingState routingState() {
    return new RoutingState();
  }

  @Bean
  Probes probes(RouterProperties properties) {
    return new Probes(
        new ProbeCredentials(System::getenv),
        properties.probeInterval(),
        properties.probeTimeout());
  }

  /** The file is read before anybody is served. */
  @Bean
  SharedRouter sharedRouter(RouterProperties properties) {
    SharedRouter router = new SharedRouter(TrainedScorer.loadDefault(), properties.artefact());
    router.refresh();
    return router;
  }

  @Bean
  Scorers scorers(SharedRouter sharedRouter, RouterProperties properties) {
    Path heads = properties.headsDir();
    if (heads == null && properties.artefact() == null) {
      return Scorers.always(sharedRouter.get());
    }
    return new WatchedScorers(
        sharedRouter,
        heads == null ? null : new TenantHeads(sharedRouter, heads),
        properties.headsInterval());
  }

  @Bean
  RouterConfigBinder routerConfigBinder(
      RoutingState state,
      Probes probes,
      StartedExperts started,
      SharedRouter sharedRouter,
      ObjectProvider<FleetListener> listener) {
    ExpertsInForce experts =
        new ExpertsInForce(state, probes, started, listener.getIfAvailable(() -> replicas -> {}));
    return new RouterConfigBinder(started, sharedRouter, experts::serve);
  }

  @Bean
  LocalRouter localRouter(RoutingState state, Scorers scorers) {
    return new LocalRouter(state, scorers, () -> ThreadLocalRandom.current().nextDouble());
  }

  @Bean
  ThresholdClock thresholdClock(LocalRouter localRouter, RouterProperties properties) {
    return new ThresholdClock(localRouter, properties.thresholdInterval());
  }

  /** The one to inject; the other Router bean is what it counts. */
  @Bean
  @Primary
  Router router(LocalRouter localRouter, MeterRegistry meters) {
    return new MeteredRouter(localRouter, meters);
  }
}
