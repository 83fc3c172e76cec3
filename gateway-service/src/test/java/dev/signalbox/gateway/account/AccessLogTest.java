package dev.signalbox.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.signalbox.gateway.inference.Exchange;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.request.RequestFacts;
import dev.signalbox.gateway.request.Span;
import dev.signalbox.gateway.tenant.Tenant;
import dev.signalbox.gateway.trace.RequestTrace;
import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.Delivery;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.RoutingRequest.Preferences;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is written down of an exchange. */
class AccessLogTest {
  private static final Placement PLACEMENT =
      new Placement(
          "large",
          "large#0",
          URI.create("http://secret-host:1/v1"),
          "m",
          "env:KEY",
          Set.of(Capability.CHAT),
          0,
          null,
          1_500,
          null,
          false);

  private static final RequestFacts FACTS =
      new RequestFacts(
          "auto",
          false,
          false,
          false,
          1,
          256,
          RoutingPrompt.of("private words"),
          12,
          EnumSet.of(Capability.CHAT, Capability.TOOLS),
          0,
          1,
          ClientThinking.ON,
          false,
          false,
          new Preferences(null, null, null, 0.9, "session"),
          new RequestFacts.Places(
              Span.NONE, Span.NONE, Span.NONE, Span.NONE, Span.NONE, Span.NONE, Span.NONE,
              List.of(), 0));

  private static Exchange answered() {
    return answered(PLACEMENT);
  }

  private static Exchange answered(Placement chosen) {
    Exchange exchange = new Exchange("r-1", Endpoint.CHAT, 1, () -> {}, RequestTrace.NONE);
    exchange.tenant(Tenant.DEFAULT);
    exchange.read(FACTS, 2);
    exchange.decided(
        new RoutingDecision(
            "r-1",
            Mode.SINGLE,
            List.of(chosen),
            0.123456789012345,
            0.75,
            Map.of("small", 0.5, "org/m:1", -0.025, "large", 0.75),
            "computer science",
            0.87654321,
            "en",
            "default",
            "stable",
            "r1",
            "trained-1",
            0.05,
            1_500,
            null,
            null,
            null,
            null,
            Delivery.PLAIN,
            List.of()),
        2);
    exchange.begun(PLACEMENT, 3);
    exchange.consumption().answered(new Tokens(5, 0, 7), 0);
    exchange.outcome(OutcomeKind.COMPLETED);
    return exchange;
  }

  @Test
  void lineHoldsWhatReplayReads() {
    String line = AccessLog.line(answered(), 4);

    assertThat(line.split(" ", -1))
        .contains(
            "difficulty=0.123456789012345",
            "propensity=0.05",
            "expected=large:0.75,org/m:1:-0.025,small:0.5",
            "category=computer_science",
            "category_confidence=0.87654321",
            "model=auto",
            "needs=chat,tools",
            "stream=false",
            "prompt_estimate=12",
            "max_tokens=256",
            "wished_quality=0.9",
            "wished_thinking=on",
            "expert=large",
            "active_parameters=1500")
        .allSatisfy(field -> assertThat(field).contains("="));
    assertThat(line)
        .doesNotContain("secret-host")
        .doesNotContain("KEY")
        .doesNotContain("private")
        .doesNotContain("wished_large_share")
        .doesNotContain("chosen=");
  }

  @Test
  void lineSaysWhoWasChosenWhereAnotherAnswered() {
    Placement other =
        new Placement(
            "small",
            "small#0",
            PLACEMENT.baseUrl(),
            "m",
            null,
            Set.of(Capability.CHAT),
            0,
            null,
            500,
            null,
            false);

    assertThat(AccessLog.line(answered(other), 4).split(" ", -1))
        .contains("expert=large", "chosen=small");
  }

  @Test
  void onlyWholeLinesAreWrittenAtOnce() {
    List<String> writes = new ArrayList<>();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            writes.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
          }
        };
    int lines = 2_000;
    try (AccessLog log = AccessLog.to(new PrintStream(out, false, StandardCharsets.UTF_8))) {
      for (int i = 0; i < lines; i++) {
        log.write(answered(), 4);
      }
    }
    String whole = String.join("", writes);

    assertThat(writes)
        .hasSizeBetween(2, lines / 10)
        .allSatisfy(write -> assertThat(write).startsWith("time=").endsWith("\n"));
    assertThat(whole.lines()).hasSize(lines).allMatch(line -> line.contains(" request=r-1 "));
  }

  @Test
  void lineThatComesAfterOthersWereWrittenIsWrittenToo() throws Exception {
    BlockingQueue<String> writes = new LinkedBlockingQueue<>();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int one) {
            throw new AssertionError("byte by byte");
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            writes.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
          }
        };
    try (AccessLog log = AccessLog.to(new PrintStream(out, false, StandardCharsets.UTF_8))) {
      for (int i = 0; i < 3; i++) {
        log.write(answered(), 4);
        assertThat(writes.poll(10, TimeUnit.SECONDS)).contains(" request=r-1 ");
      }
    }
  }

  @Test
  void lineThatComesAfterTheEndIsDropped() {
    AccessLog log = AccessLog.to(new PrintStream(OutputStream.nullOutputStream()));
    log.close();

    assertThatNoException().isThrownBy(() -> log.write(answered(), 4));
  }

  @Test
  void averageActiveParametersCanBeToldForATenant() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    GatewayMeters meters = new GatewayMeters(registry, () -> 0, () -> 0);
    meters.record(answered(), 4);

    assertThat(
            registry
                .get(GatewayMeter.ACTIVE_PARAMETERS.meterName())
                .tag("tenant", "default")
                .summary()
                .mean())
        .isEqualTo(1_500);
  }
}
