package dev.signalbox.gateway.web;

import dev.signalbox.gateway.FixedRouter;
import dev.signalbox.gateway.admission.BodyBytes;
import dev.signalbox.gateway.feedback.Answered;
import dev.signalbox.gateway.feedback.Circumstances;
import dev.signalbox.gateway.feedback.RatingStore;
import dev.signalbox.gateway.feedback.RecentAnswers;
import dev.signalbox.gateway.tenant.TenantDirectory;
import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A disk that does not come along. */
class FeedbackEndpointTest {
  private static final Circumstances CIRCUMSTANCES =
      new Circumstances(
          Mode.SINGLE,
          "expert",
          0.875,
          Map.of(),
          "trained-1",
          "auto",
          Set.of(Capability.CHAT),
          12,
          0,
          0.25,
          null,
          ClientThinking.OFF,
          new Tokens(10, 0, 5));

  @TempDir private Path folder = Path.of("");
  private final CountDownLatch stuck = new CountDownLatch(1);
  private final Scheduler disk = Schedulers.newBoundedElastic(1, 1, "disk");

  @BeforeEach
  void holdTheDisk() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    disk.schedule(() -> {
      held.countDown();
      try {
        stuck.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    held.await();
    disk.schedule(() -> {});
  }

  @AfterEach
  void letGo() {
    stuck.countDown();
    disk.dispose();
  }

  @Test
  void whatNoLongerFitsInFrontOfTheDiskIsRefused() {
    RecentAnswers recent = new RecentAnswers(1, 1_000);
    recent.remember(
        new Answered("default", "r", "expert", "default", "other", 0.5, 1, CIRCUMSTANCES, null));
    FeedbackEndpoint endpoint =
        new FeedbackEndpoint(
            new TenantDirectory(),
            new FixedRouter(),
            recent,
            new RatingStore(folder, 1_000, InstantSource.system()),
            new BodyBytes(1_000),
            disk,
            Schedulers.parallel(),
            Duration.ofSeconds(5));

    WebTestClient.bindToRouterFunction(endpoint.routes())
        .build()
        .post()
        .uri(FeedbackEndpoint.PATH)
        .bodyValue("{\"request_id\":\"r\",\"score\":1}")
        .exchange()
        .expectStatus()
        .isEqualTo(429)
        .expectHeader()
        .valueEquals("retry-after", "1")
        .expectHeader()
        .valueEquals("x-ratelimit-remaining-requests", "0")
        .expectBody()
        .jsonPath("$.error.code")
        .isEqualTo("rate_limited");
  }
}
