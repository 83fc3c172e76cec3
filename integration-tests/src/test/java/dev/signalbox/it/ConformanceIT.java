package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.conformance.Limits;
import dev.signalbox.conformance.Promises;
import dev.signalbox.conformance.Report;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.Trial;
import dev.signalbox.conformance.Verdict;
import dev.signalbox.conformance.client.Target;
import dev.signalbox.conformance.upstream.ScriptedUpstream;
import dev.signalbox.it.process.Checkout;
import dev.signalbox.it.process.Gateway;
import dev.signalbox.it.process.Server;
import dev.signalbox.it.rig.ConfigFolder;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The gateway keeps every promise of the conformance kit; some are about tens of milliseconds, so
 * nothing else runs beside it.
 */
@Isolated
class ConformanceIT {
  private static final Limits LIMITS =
      new Limits(
          Duration.ofSeconds(10),
          Optional.of(Duration.ofSeconds(4)),
          Optional.of(Duration.ofMillis(500)),
          Optional.of(Duration.ofSeconds(2)));

  @TestFactory
  Stream<DynamicTest> keeps() throws Exception {
    try (ScriptedUpstream upstream = ScriptedUpstream.start(0)) {
      String base = "http://127.0.0.1:%d/v1".formatted(upstream.port());
      ConfigFolder config = ConfigFolder.create().expert("m", "small", base, "m");
      try (Server gateway =
          Gateway.create()
              .config(config.path())
              .set("signalbox.stream.keep-alive", "500ms")
              .set("signalbox.dispatch.answer-timeout", "4s")
              .set("signalbox.limits.read-timeout", "2s")
              .start()) {
        Target target = Target.of(gateway.base(), "m", List.of());
        List<Verdict> verdicts =
            new Trial(new Stage(target, upstream, LIMITS)).of(Promises.all(), _ -> {});
        Files.writeString(
            Checkout.leavings().resolve("conformance.md"),
            Report.of("signalbox", verdicts).markdown());
        return verdicts.stream().map(ConformanceIT::test);
      }
    }
  }

  private static DynamicTest test(Verdict verdict) {
    return DynamicTest.dynamicTest(
        verdict.promise(),
        () ->
            assertThat(verdict.outcome())
                .as("%s Seen: %s", verdict.says(), verdict.seen())
                .isEqualTo(Verdict.Outcome.KEPT));
  }
}
