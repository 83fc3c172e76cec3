package dev.signalbox.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.gateway.ScriptedUpstream;
import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.request.UpstreamBody;
import dev.signalbox.gateway.trace.RequestTrace;
import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.Placement;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** What is asked of a second replica is paid for once, and only if that replica lets it in. */
class DispatcherTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final UpstreamHeaders HEADERS =
      new UpstreamHeaders(
          "r", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", null, "g", false);
  private static final DispatchProperties PROPERTIES =
      new DispatchProperties(
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          8,
          Duration.ofSeconds(4),
          0,
          1,
          50,
          1_000,
          1_000,
          Duration.ofSeconds(2));

  private final LoopResources loops = LoopResources.create("dispatcher", 1, true);
  private final EventLoop loop = loops.onServer(false).next();
  private final Upstreams upstreams =
      new Upstreams(PROPERTIES, new CredentialSource(name -> null, () -> 0), loops);
  private final ReplicaGuards guards = new ReplicaGuards(PROPERTIES, () -> 0);

  /** Pays for one retry, and for no other because no time passes. */
  private final RetryBudget budget = new RetryBudget(0, 1, () -> 0);

  private final Dispatcher dispatcher =
      new Dispatcher(upstreams, guards, budget, new FailureLog(() -> 0), PROPERTIES);
  private final ScriptedUpstream one = new ScriptedUpstream();
  private final ScriptedUpstream other = new ScriptedUpstream();

  private record Question() implements UpstreamBody {
    @Override
    public ByteBuf forUpstream(ByteBufAllocator allocator, Placement placement, byte[] name) {
      return allocator.buffer().writeBytes("{}".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean stream() {
      return false;
    }

    @Override
    public int promptTokens() {
      return 1;
    }
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
    upstreams.close();
    loops.dispose();
  }

  private static Placement placement(String replica, ScriptedUpstream at) {
    return new Placement(
        "expert",
        replica,
        URI.create("http://127.0.0.1:" + at.port() + "/v1"),
        "m",
        null,
        EnumSet.allOf(Capability.class),
        0,
        null,
        1_000,
        null,
        false);
  }

  private String ask(double hedgePercentile) {
    Attempts attempts = new Attempts(RequestTrace.NONE);
    Errand errand =
        new Errand(Endpoint.CHAT, new Question(), HEADERS, attempts, loop, hedgePercentile);
    Dispatched<String> answer =
        dispatcher
            .<String>dispatch(
                List.of(placement("one", one), placement("other", other)),
                errand,
                (placement, response, connection) ->
                    connection.inbound().receive().aggregate().asString())
            .subscribeOn(Schedulers.fromExecutor(loop))
            .blockOptional(LONG)
            .orElseThrow();
    answer.release();
    return answer.placement().replica();
  }

  private void leaveTheOtherAlone() {
    guards.of("other", placement("other", other).baseUrl());
    guards.breakers().circuitBreaker("other").transitionToForcedOpenState();
  }

  /** It says how long it usually takes, and takes for ever from now on. */
  private void slow() {
    for (int i = 0; i < UsualWaits.ENOUGH; i++) {
      assertThat(ask(90)).isEqualTo("one");
    }
    one.script(call -> call.awaitClose(new CompletableFuture<>()));
  }

  @Test
  void aRetryThatNobodyLetsInCostsNothing() {
    one.script(call -> call.respond(500, "text/plain", "", ""));
    leaveTheOtherAlone();

    assertThatThrownBy(() -> ask(0)).isInstanceOf(RefusedException.class);
    assertThat(budget.tryRetry()).isTrue();
  }

  @Test
  void aHedgeThatNobodyLetsInCostsNothing() {
    slow();
    leaveTheOtherAlone();

    assertThatThrownBy(() -> ask(90)).isInstanceOf(RefusedException.class);
    assertThat(budget.tryRetry()).isTrue();
  }

  @Test
  void whatIsSentIsPaidFor() {
    one.script(call -> call.respond(500, "text/plain", "", ""));
    other.script(Call::plainAnswer);

    assertThat(ask(0)).isEqualTo("other");
    assertThat(budget.tryRetry()).isFalse();
  }

  @Test
  void aHedgeThatIsSentIsPaidFor() {
    slow();
    other.script(Call::plainAnswer);

    assertThat(ask(90)).isEqualTo("other");
    assertThat(budget.tryRetry()).isFalse();
  }

  @Test
  void whatCannotBePaidForHoldsNoPlace() {
    one.script(call -> call.respond(500, "text/plain", "", ""));
    assertThat(budget.tryRetry()).isTrue();

    assertThatThrownBy(() -> ask(0)).isInstanceOf(RefusedException.class);
    assertThat(other.pending()).isZero();
    assertThat(guards.of("other", placement("other", other).baseUrl()).tryEnter()).isNotNull();
    assertThat(guards.bulkheads().bulkhead("other").getMetrics().getAvailableConcurrentCalls())
        .isEqualTo(PROPERTIES.concurrencyPerReplica() - 1);
  }

  @Test
  void aHedgeThatCannotBePaidForHoldsNoPlace() {
    slow();
    assertThat(budget.tryRetry()).isTrue();

    assertThatThrownBy(() -> ask(90)).isInstanceOf(RefusedException.class);
    assertThat(other.pending()).isZero();
    assertThat(guards.bulkheads().bulkhead("other").getMetrics().getAvailableConcurrentCalls())
        .isEqualTo(PROPERTIES.concurrencyPerReplica());
  }
}
