package dev.signalbox.gateway.account;

import dev.signalbox.gateway.events.RelayListener;
import dev.signalbox.gateway.inference.Consumption;
import dev.signalbox.gateway.inference.Exchange;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.sse.FinishReason;
import dev.signalbox.router.api.DraftVerdict;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.Attempt;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** Records exchanges. Every meter is looked up once and kept, so that recording costs no lookup. */
public final class GatewayMeters implements RelayListener {
  private static final Duration[] TTFT_BUCKETS =
      millis(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000);
  private static final Duration[] ITL_BUCKETS =
      millis(1, 2, 5, 10, 20, 40, 80, 160, 320, 640, 1280, 5000);
  private static final Duration[] TOTAL_BUCKETS =
      millis(10, 50, 100, 500, 1000, 5000, 10_000, 30_000, 60_000, 300_000);

  private final MeterRegistry registry;
  private final Timer interToken;
  private final Map<Phase, Timer> phases = new EnumMap<>(Phase.class);
  private final Map<AttemptKind, Counter> attempts = new EnumMap<>(AttemptKind.class);
  private final ConcurrentHashMap<RequestKey, Timer> requests = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Timer> firstTokens = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<TokenKey, Counter> tokens = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<FinishKey, Counter> finishes = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Counter> refusals = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<DraftKey, Counter> drafts = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Counter> wasted = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, DistributionSummary> parameters =
      new ConcurrentHashMap<>();

  /**
   * @param underWay how many answers are under way
   * @param bodyBytes how many bytes of request bodies are held
   */
  public GatewayMeters(MeterRegistry registry, IntSupplier underWay, LongSupplier bodyBytes) {
    this.registry = registry;
    GatewayMeter.UNDER_WAY.gauge(underWay::getAsInt).register(registry);
    GatewayMeter.BODY_BYTES.gauge(bodyBytes::getAsLong).register(registry);
    this.interToken = timer(GatewayMeter.INTER_TOKEN_LATENCY, ITL_BUCKETS).register(registry);
    for (Phase phase : Phase.values()) {
      phases.put(phase, GatewayMeter.PHASES.timer().tag("phase", lower(phase)).register(registry));
    }
    for (AttemptKind kind : AttemptKind.values()) {
      attempts.put(kind, counter(GatewayMeter.ATTEMPTS, "result", lower(kind)));
    }
  }

  private enum Phase {
    READ,
    ROUTE,
    UPSTREAM,
    DELIVER
  }

  @Override
  public void token(long sinceLast) {
    if (sinceLast > 0) {
      interToken.record(sinceLast, TimeUnit.NANOSECONDS);
    }
  }

  /** Records an exchange that has ended. */
  void record(Exchange exchange, long now) {
    String expert = exchange.placement() == null ? "none" : exchange.placement().expert();
    OutcomeKind outcome = exchange.outcome() == null ? OutcomeKind.REFUSED : exchange.outcome();
    requests
        .computeIfAbsent(new RequestKey(exchange.endpoint(), expert, outcome), this::request)
        .record(now - exchange.receivedAt(), TimeUnit.NANOSECONDS);
    if (exchange.refusalCode() != null) {
      refused(exchange.refusalCode());
    }
    List<Attempt> tried = exchange.attempts().ended();
    for (int i = 0; i < tried.size(); i++) {
      Counter counter = attempts.get(tried.get(i).kind());
      if (counter != null) {
        counter.increment();
      }
    }
    drafts(exchange);
    phase(Phase.READ, exchange.receivedAt(), exchange.readAt());
    phase(Phase.ROUTE, exchange.readAt(), exchange.routedAt());
    phase(Phase.UPSTREAM, exchange.routedAt(), exchange.firstTokenAt());
    phase(Phase.DELIVER, exchange.firstTokenAt(), now);
    if (exchange.firstTokenAt() != 0) {
      if (exchange.facts() != null && exchange.facts().stream()) {
        firstTokens
            .computeIfAbsent(expert, this::firstToken)
            .record(exchange.firstTokenAt() - exchange.receivedAt(), TimeUnit.NANOSECONDS);
      }
      Consumption consumption = exchange.consumption();
      tokens(expert, "prompt", consumption.answer().prompt());
      tokens(expert, "cached", consumption.answer().cached());
      tokens(expert, "completion", consumption.answer().completion());
      for (FinishReason reason : consumption.finishReasons()) {
        finishes.computeIfAbsent(new FinishKey(expert, reason), this::finish).increment();
      }
      parameters(exchange);
    }
  }

  /** Counts a refusal by its code. */
  void refused(String code) {
    refusals.computeIfAbsent(code, this::refusal).increment();
  }

  private void phase(Phase phase, long from, long to) {
    Timer timer = phases.get(phase);
    if (timer != null && from != 0 && to != 0) {
      timer.record(to - from, TimeUnit.NANOSECONDS);
    }
  }

  private void tokens(String expert, String kind, long count) {
    if (count > 0) {
      tokens.computeIfAbsent(new TokenKey(expert, kind), this::token).increment(count);
    }
  }

  private void drafts(Exchange exchange) {
    RoutingOutcome.Draft draft = exchange.draft();
    if (draft == null) {
      return;
    }
    drafts.computeIfAbsent(new DraftKey(draft.expert(), draft.verdict()), this::draft).increment();
    for (Consumption.Waste one : exchange.consumption().waste()) {
      wasted.computeIfAbsent(one.by().expert(), this::wasted).increment(one.tokens().completion());
    }
  }

  private Counter draft(DraftKey key) {
    return GatewayMeter.DRAFTS
        .counter()
        .tag("expert", key.expert)
        .tag("verdict", lower(key.verdict))
        .register(registry);
  }

  private Counter wasted(String expert) {
    return counter(GatewayMeter.WASTED_TOKENS, "expert", expert);
  }

  private void parameters(Exchange exchange) {
    double active = exchange.activeParameters();
    if (active > 0 && exchange.tenant() != null) {
      parameters.computeIfAbsent(exchange.tenant().id(), this::parameters).record(active);
    }
  }

  private DistributionSummary parameters(String tenant) {
    return GatewayMeter.ACTIVE_PARAMETERS.summary().tag("tenant", tenant).register(registry);
  }

  private Timer request(RequestKey key) {
    return timer(GatewayMeter.REQUESTS, TOTAL_BUCKETS)
        .tag("endpoint", key.endpoint.path())
        .tag("expert", key.expert)
        .tag("outcome", lower(key.outcome))
        .register(registry);
  }

  private Timer firstToken(String expert) {
    return timer(GatewayMeter.TIME_TO_FIRST_TOKEN, TTFT_BUCKETS)
        .tag("expert", expert)
        .register(registry);
  }

  private Counter token(TokenKey key) {
    return GatewayMeter.TOKENS
        .counter()
        .tag("expert", key.expert)
        .tag("kind", key.kind)
        .register(registry);
  }

  private Counter finish(FinishKey key) {
    return GatewayMeter.FINISHES
        .counter()
        .tag("expert", key.expert)
        .tag("reason", key.reason.wireName())
        .register(registry);
  }

  private Counter refusal(String code) {
    return counter(GatewayMeter.REFUSALS, "code", code);
  }

  private Counter counter(GatewayMeter meter, String tag, String value) {
    return meter.counter().tag(tag, value).register(registry);
  }

  private static Timer.Builder timer(GatewayMeter meter, Duration[] buckets) {
    return meter.timer().serviceLevelObjectives(buckets);
  }

  private static Duration[] millis(long... millis) {
    Duration[] durations = new Duration[millis.length];
    for (int i = 0; i < millis.length; i++) {
      durations[i] = Duration.ofMillis(millis[i]);
    }
    return durations;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private record RequestKey(Endpoint endpoint, String expert, OutcomeKind outcome) {}

  private record DraftKey(String expert, DraftVerdict verdict) {}

  private record FinishKey(String expert, FinishReason reason) {}

  private record TokenKey(String expert, String kind) {}
}
