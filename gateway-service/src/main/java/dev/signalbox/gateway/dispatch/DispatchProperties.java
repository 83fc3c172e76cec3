package dev.signalbox.gateway.dispatch;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How upstreams are called.
 *
 * @param connectTimeout time for a connection to an upstream
 * @param firstTokenTimeout time to the first token of a stream, for an empty prompt
 * @param firstTokenTimeoutPerThousand what each 1,000 tokens of prompt add to it
 * @param answerTimeout time for an answer that is no stream, from the call to its end
 * @param concurrencyPerReplica requests at once on one replica, from this gateway
 * @param poolIdle how long an unused connection is kept; shorter than upstreams keep theirs
 * @param retryShare share of requests that may be tried again elsewhere, in percent
 * @param retryFloor tries again per second that are always allowed
 * @param breakerFailures share of failed calls that opens a replica's circuit breaker, in percent
 * @param breakerCalls calls that the breaker looks back on
 * @param breakerMinimum calls before the breaker may open
 * @param breakerOpen how long an open breaker waits before it lets calls try, and how long one of
 *     these may take before it lets another try beside it
 */
@Validated
@ConfigurationProperties("signalbox.dispatch")
public record DispatchProperties(
    @DefaultValue("2s") @DurationMin(millis = 1) Duration connectTimeout,
    @DefaultValue("60s") @DurationMin(millis = 1) Duration firstTokenTimeout,
    @DefaultValue("10s") @DurationMin Duration firstTokenTimeoutPerThousand,
    @DefaultValue("10m") @DurationMin(millis = 1) Duration answerTimeout,
    @DefaultValue("1024") @Min(1) int concurrencyPerReplica,
    @DefaultValue("4s") @DurationMin(millis = 1) Duration poolIdle,
    @DefaultValue("20") @Min(0) @Max(100) int retryShare,
    @DefaultValue("10") @Min(0) int retryFloor,
    @DefaultValue("50") @Min(1) @Max(100) int breakerFailures,
    @DefaultValue("20") @Min(1) int breakerCalls,
    @DefaultValue("5") @Min(1) int breakerMinimum,
    @DefaultValue("2s") @DurationMin(millis = 1) Duration breakerOpen) {}
