package dev.signalbox.gateway.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.cascade.DraftText;
import dev.signalbox.gateway.dispatch.Attempts;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.request.RequestBody;
import dev.signalbox.gateway.request.RequestReader;
import dev.signalbox.gateway.trace.RequestTrace;
import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.Delivery;
import dev.signalbox.router.api.DraftRule;
import dev.signalbox.router.api.DraftVerdict;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The budget for the first token bounds the wait for draft and second answer together. */
class CascadeBudgetTest {
  private static final Duration BUDGET = Duration.ofSeconds(3);
  private static final Placement SMALL = placement("small");
  private static final Placement SECOND = placement("second");
  private static final Placement LARGE = placement("large");

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Exchange exchange =
      new Exchange("r-1", Endpoint.CHAT, 1, () -> {}, RequestTrace.NONE);
  private final Sinks.One<Written> draft = Sinks.one();
  private final Sinks.One<Written> second = Sinks.one();
  private final List<String> asked = new ArrayList<>();
  private final List<String> cancelled = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();

  @BeforeEach
  void holdTime() {
    channel.freezeTime();
  }

  @AfterEach
  void close() {
    channel.close();
  }

  @Test
  void easyPromptGetsTheDraftThatStandsWhenTheSecondAnswerTakesTooLong() {
    open(true);
    pass(Duration.ofSeconds(1));
    Written written = new Written(SMALL, -0.01);
    draft.tryEmitValue(written);
    assertThat(asked).containsExactly("small", "second");

    pass(Duration.ofMillis(1_999));
    assertThat(answers).isEmpty();
    pass(Duration.ofMillis(1));

    assertThat(answers).containsExactly("draft of small");
    assertThat(cancelled).containsExactly("second");
    assertThat(verdict()).isEqualTo(DraftVerdict.LATE);
    assertThat(written.dropped).isZero();
  }

  @Test
  void whoLeavesWhileTheSecondAnswerIsWrittenClosesIt() {
    Disposable client = open(true);
    Written written = new Written(SMALL, -0.01);
    draft.tryEmitValue(written);
    client.dispose();
    pass(BUDGET);

    assertThat(answers).isEmpty();
    assertThat(cancelled).containsExactly("second");
    assertThat(verdict()).isEqualTo(DraftVerdict.ABANDONED);
    assertThat(written.dropped).isEqualTo(1);
    assertThat(exchange.consumption().wastedTokens()).isEqualTo(7);
  }

  @Test
  void hardPromptGoesOnWhenTheSecondAnswerTakesTooLong() {
    open(false);
    draft.tryEmitValue(new Written(SMALL, -0.01));
    pass(BUDGET);

    assertThat(answers).containsExactly("answer of large");
    assertThat(cancelled).containsExactly("second");
    assertThat(verdict()).isEqualTo(DraftVerdict.TOO_SLOW);
    assertThat(exchange.consumption().wastedTokens()).isEqualTo(7);
  }

  @Test
  void secondAnswerInTimeDecides() {
    open(true);
    draft.tryEmitValue(new Written(SMALL, -0.01));
    pass(Duration.ofSeconds(2));
    second.tryEmitValue(new Written(SECOND, -0.01));
    pass(BUDGET);

    assertThat(answers).containsExactly("draft of small");
    assertThat(cancelled).isEmpty();
    assertThat(verdict()).isEqualTo(DraftVerdict.STANDS);
    assertThat(exchange.consumption().wastedTokens()).isEqualTo(7);
  }

  @Test
  void nobodyIsAskedForASecondAnswerOnceTheBudgetIsSpent() {
    open(true);
    pass(BUDGET);
    draft.tryEmitValue(new Written(SMALL, -0.01));

    assertThat(asked).containsExactly("small");
    assertThat(answers).containsExactly("draft of small");
    assertThat(verdict()).isEqualTo(DraftVerdict.LATE);
  }

  @Test
  void easyPromptGetsAnUnsureAnswerThatCameAfterTheBudget() {
    open(true);
    pass(BUDGET);
    draft.tryEmitValue(new Written(SMALL, -9));

    assertThat(asked).containsExactly("small");
    assertThat(answers).containsExactly("draft of small");
    assertThat(verdict()).isEqualTo(DraftVerdict.LATE);
  }

  @Test
  void easyPromptsUnsureAnswerGoesOnWithinTheBudget() {
    open(true);
    pass(BUDGET.minusMillis(1));
    draft.tryEmitValue(new Written(SMALL, -9));

    assertThat(answers).containsExactly("answer of large");
    assertThat(verdict()).isEqualTo(DraftVerdict.UNSURE);
  }

  private void pass(Duration time) {
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
  }

  private DraftVerdict verdict() {
    return Objects.requireNonNull(exchange.draft(), "nothing became of the draft").verdict();
  }

  private Disposable open(boolean easy) {
    DraftRule rule =
        new DraftRule(
            "small",
            null,
            -0.5,
            0.5,
            null,
            easy,
            BUDGET,
            1 << 20,
            new DraftRule.Second(List.of(SECOND), 0.5));
    byte[] chat =
        "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
            .getBytes(UTF_8);
    RequestBody body = new RequestReader(16, 1 << 20).read(Endpoint.CHAT, chat, chat.length);
    return new Cascade<>(new Asked(), exchange, decision(rule), rule, body, channel.eventLoop())
        .open()
        .subscribe(answers::add);
  }

  private static RoutingDecision decision(DraftRule rule) {
    return new RoutingDecision(
        "r-1",
        Mode.CASCADE,
        List.of(SMALL, LARGE),
        0.25,
        0.75,
        Map.of(),
        "other",
        0.875,
        "en",
        "default",
        "stable",
        "r1",
        "fixed",
        1,
        0,
        rule,
        null,
        null,
        null,
        Delivery.PLAIN,
        List.of());
  }

  private static Placement placement(String expert) {
    return new Placement(
        expert,
        expert + "#0",
        URI.create("http://h:1/v1"),
        "m",
        null,
        Set.of(Capability.CHAT),
        0,
        null,
        1_000,
        null,
        false);
  }

  /** Experts whose answers come when the test says so. */
  private final class Asked implements Cascade.Asking<Written, String> {
    @Override
    public Mono<Written> draft(
        List<Placement> placements,
        RequestBody body,
        Attempts attempts,
        int longest,
        @Nullable Duration patience) {
      String expert = placements.getFirst().expert();
      asked.add(expert);
      return expert.equals("second")
          ? second.asMono().doOnCancel(() -> cancelled.add(expert))
          : draft.asMono();
    }

    @Override
    public String accepted(Written written) {
      return "draft of " + written.placement().expert();
    }

    @Override
    public Mono<String> answer(List<Placement> placements, RequestBody body) {
      return Mono.just("answer of " + placements.getFirst().expert());
    }
  }

  /** A draft of one token that is all there. */
  private static final class Written implements Draft {
    private final Placement by;
    private final DraftText text = new DraftText(true);
    private int dropped;

    Written(Placement by, double logprob) {
      this.by = by;
      String json =
          "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"yes\"},\"logprobs\":{\"content\":"
              + "[{\"logprob\":"
              + logprob
              + "}]}}]}";
      text.whole(Unpooled.copiedBuffer(json, UTF_8));
    }

    @Override
    public Placement placement() {
      return by;
    }

    @Override
    public DraftText text() {
      return text;
    }

    @Override
    public State state() {
      return State.WHOLE;
    }

    @Override
    public Tokens tokens() {
      return new Tokens(5, 0, 7);
    }

    @Override
    public void finished(Attempts attempts) {}

    @Override
    public void drop(Attempts attempts) {
      dropped++;
    }
  }
}
