package dev.signalbox.router.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.config.ConfigBinder;
import dev.signalbox.config.ConfigRepository;
import dev.signalbox.config.ConfigSchemas;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RouterView;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.model.RouterModel;
import dev.signalbox.router.core.difficulty.model.RouterModelFile;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;

class RouterConfigurationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final FakeServer small = FakeServer.start().says("/worker/status", FakeServer.WORKER);
  private final FakeServer large = FakeServer.start().says("/v1/models", FakeServer.MODELS);
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withUserConfiguration(Application.class)
          .withPropertyValues(
              "signalbox.router.small=" + small.url() + "#tiny",
              "signalbox.router.large=" + large.url(),
              "signalbox.router.probe-interval=50ms");

  @AfterEach
  void close() {
    small.close();
    large.close();
  }

  @Test
  void servesByServersAloneAndNamesTheOneThatWasNotNamed() {
    runner.run(context -> {
      Router router = context.getBean(Router.class);
      RouterView view = awaitView(router, RouterView::ready);

      assertThat(view.tiers())
          .containsEntry("small", List.of("tiny"))
          .containsEntry("large", List.of("org/first:4b"));
      assertThat(Objects.requireNonNull(router.route(request("tiny")).block()).placements())
          .singleElement()
          .satisfies(placement -> assertThat(placement.contextLength()).isEqualTo(2048));
    });
  }

  @Test
  void tellsWhichReplicasThereAreWheneverThatChanges() {
    runner.run(context -> {
      awaitView(context.getBean(Router.class), RouterView::ready);

      URI one = URI.create(small.url());
      URI two = URI.create(large.url());
      assertThat(context.getBean(KeptFleets.class).told)
          .startsWith(Map.of("tiny#0", one, "large#0", two))
          .endsWith(Map.of("tiny#0", one, "org/first:4b#0", two));
    });
  }

  @ParameterizedTest
  @CsvSource({"probe-interval,0s", "probe-timeout,-1s", "threshold-interval,0ms"})
  void timesOfNothingEndTheStart(String name, String value) {
    runner
        .withPropertyValues("signalbox.router." + name + "=" + value)
        .run(context ->
            assertThat(context)
                .hasFailed()
                .getFailure()
                .rootCause()
                .hasMessageStartingWith("signalbox.router." + name + ": PT")
                .hasMessageEndingWith(" (expected: at least 1ms)"));
  }

  @Test
  void judgesByTheArtefactThatIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("own.bin"), named("own-1"));
    runner
        .withPropertyValues("signalbox.router.artefact=" + file)
        .run(context -> {
          Router router = context.getBean(Router.class);
          awaitView(router, RouterView::ready);

          assertThat(Objects.requireNonNull(router.route(request("auto")).block()).router())
              .startsWith("own-1.");
        });
  }

  /** The shipped router under another name. */
  private static byte[] named(String name) {
    RouterModel model = TrainedScorer.loadDefault().model();
    return RouterModelFile.write(
        new RouterModel(
            name,
            model.heads(),
            model.categories(),
            model.sharpness(),
            model.kinds(),
            model.centre(),
            model.spread(),
            model.quantiles()));
  }

  @Test
  void noticesAServerThatGoesAway() {
    runner.run(context -> {
      Router router = context.getBean(Router.class);
      awaitView(router, RouterView::ready);

      small.close();
      large.close();

      assertThat(awaitView(router, view -> !view.ready()).ready()).isFalse();
    });
  }

  @Test
  void countsDecisionsAndOutcomes() {
    runner.run(context -> {
      Router router = context.getBean(Router.class);
      awaitView(router, RouterView::ready);
      router.route(request("auto")).block();
      router.route(request("nobody")).onErrorComplete().block();
      router
          .report(
              new RoutingOutcome(
                  "r",
                  "default",
                  OutcomeKind.COMPLETED,
                  "tiny",
                  List.of(),
                  Map.of(),
                  null,
                  Duration.ZERO,
                  null,
                  null))
          .block();

      MeterRegistry meters = context.getBean(MeterRegistry.class);
      assertThat(meters.get("signalbox.router.decisions").counter().count()).isEqualTo(1);
      assertThat(
              meters
                  .get("signalbox.router.refusals")
                  .tag("kind", "model_not_found")
                  .counter()
                  .count())
          .isEqualTo(1);
      assertThat(
              meters.get("signalbox.router.outcomes").tag("outcome", "completed").counter().count())
          .isEqualTo(1);
      for (RouterMeter meter : RouterMeter.values()) {
        assertThat(meters.get(meter.meterName()).meters())
            .allMatch(one -> !Objects.toString(one.getId().getDescription(), "").isBlank());
      }
    });
  }

  private static RouterView awaitView(Router router, Predicate<RouterView> wanted) {
    RouterView view =
        router
            .view()
            .filter(wanted)
            .repeatWhenEmpty(tries -> tries.delayElements(Duration.ofMillis(20)))
            .timeout(PATIENCE, Mono.empty())
            .block();
    return Objects.requireNonNull(view, "the router did not come to the expected state");
  }

  private static RoutingRequest request(String model) {
    return new RoutingRequest(
        "r",
        "default",
        model,
        RoutingPrompt.of("hi"),
        Set.of(),
        5,
        0,
        0,
        0,
        RoutingRequest.Preferences.NONE,
        ClientThinking.OPEN,
        false);
  }

  @Configuration(proxyBeanMethods = false)
  @Import(RouterConfiguration.class)
  static class Application {
    @Bean
    ConfigRepository configRepository(List<ConfigBinder<?>> binders) {
      return ConfigRepository.withoutDirectory(
          ConfigSchemas.packaged(), binders, Clock.systemUTC());
    }

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }

    @Bean
    KeptFleets fleets() {
      return new KeptFleets();
    }
  }

  /** Keeps what it is told. */
  static final class KeptFleets implements FleetListener {
    private final List<Map<String, URI>> told = new CopyOnWriteArrayList<>();

    @Override
    public void inForce(Map<String, URI> replicas) {
      told.add(Map.copyOf(replicas));
    }
  }
}
