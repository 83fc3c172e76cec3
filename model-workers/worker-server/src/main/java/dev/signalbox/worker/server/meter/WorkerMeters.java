package dev.signalbox.worker.server.meter;

import dev.signalbox.worker.api.EngineFailedException;
import dev.signalbox.worker.api.EngineLoad;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The worker's meters, registered once; what a request touches is looked up beforehand. */
public final class WorkerMeters {
  private final Counter[][] requests =
      new Counter[Endpoint.values().length][Outcome.values().length];
  private final Clock clock;
  private final Counter promptTokens;
  private final Counter cachedTokens;
  private final Counter completionTokens;
  private final Timer firstToken;
  private final Timer nextToken;

  /**
   * @param load how busy the engine is; null without one
   */
  public WorkerMeters(MeterRegistry registry, Supplier<@Nullable EngineLoad> load) {
    clock = registry.config().clock();
    gauge(registry, MeterNames.RUNNING, load, EngineLoad::running);
    gauge(registry, MeterNames.WAITING, load, EngineLoad::waiting);
    gauge(registry, MeterNames.CACHED, load, EngineLoad::cachedTokens);
    for (Endpoint endpoint : Endpoint.values()) {
      for (Outcome outcome : Outcome.values()) {
        requests[endpoint.ordinal()][outcome.ordinal()] =
            counter(MeterNames.REQUESTS)
                .tag("endpoint", endpoint.name().toLowerCase(Locale.ROOT))
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
      }
    }
    promptTokens = counter(MeterNames.PROMPT_TOKENS).register(registry);
    cachedTokens = counter(MeterNames.CACHED_TOKENS).register(registry);
    completionTokens = counter(MeterNames.COMPLETION_TOKENS).register(registry);
    firstToken = histogram(registry, MeterNames.FIRST_TOKEN, 1, 60_000);
    nextToken = histogram(registry, MeterNames.NEXT_TOKEN, 1, 5_000);
  }

  /** Begins to watch a request that has just come. */
  public RequestWatch watch(Endpoint endpoint) {
    return new RequestWatch(this, endpoint);
  }

  long now() {
    return clock.monotonicTime();
  }

  void ended(Endpoint endpoint, Outcome outcome) {
    requests[endpoint.ordinal()][outcome.ordinal()].increment();
  }

  void prompt(int tokens, int cached) {
    promptTokens.increment(tokens);
    cachedTokens.increment(cached);
  }

  void written(int tokens) {
    completionTokens.increment(tokens);
  }

  void first(long nanos) {
    firstToken.record(Duration.ofNanos(nanos));
  }

  void next(long nanos) {
    nextToken.record(Duration.ofNanos(nanos));
  }

  static Outcome outcomeOf(Throwable error) {
    return error instanceof EngineFailedException ? Outcome.FAILED : Outcome.REFUSED;
  }

  private static Counter.Builder counter(MeterNames name) {
    return Counter.builder(name.meter()).description(name.description());
  }

  private static void gauge(
      MeterRegistry registry,
      MeterNames name,
      Supplier<@Nullable EngineLoad> load,
      ToDoubleFunction<EngineLoad> value) {
    Gauge.builder(
            name.meter(),
            () -> {
              EngineLoad now = load.get();
              return now == null ? 0 : value.applyAsDouble(now);
            })
        .description(name.description())
        .register(registry);
  }

  private static Timer histogram(
      MeterRegistry registry, MeterNames name, long leastMillis, long mostMillis) {
    return Timer.builder(name.meter())
        .description(name.description())
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(leastMillis))
        .maximumExpectedValue(Duration.ofMillis(mostMillis))
        .register(registry);
  }
}
