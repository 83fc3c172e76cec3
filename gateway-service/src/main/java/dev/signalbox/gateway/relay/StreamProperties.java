package dev.signalbox.gateway.relay;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How streams are watched.
 *
 * @param keepAlive silence after which a comment keeps the client's connection alive
 * @param idleTimeout longest silence between two events of an upstream
 * @param resumeAfter silence of an upstream after which somebody else goes on with the stream, if
 *     the policy wants it and somebody can
 * @param totalTimeout longest stream
 * @param slowReaderTimeout how long a client may take nothing while something waits for it
 * @param doneGrace how long to wait for the clean end of the transport after {@code [DONE]}
 * @param longestAnswer longest answer other than a stream; it is taken in before it is sent on
 */
@Validated
@ConfigurationProperties("signalbox.stream")
public record StreamProperties(
    @DefaultValue("10s") @DurationMin(millis = 1) Duration keepAlive,
    @DefaultValue("60s") @DurationMin(millis = 1) Duration idleTimeout,
    @DefaultValue("10s") @DurationMin(millis = 1) Duration resumeAfter,
    @DefaultValue("30m") @DurationMin(millis = 1) Duration totalTimeout,
    @DefaultValue("60s") @DurationMin(millis = 1) Duration slowReaderTimeout,
    @DefaultValue("1s") @DurationMin(millis = 1) Duration doneGrace,
    @DefaultValue("32MB") DataSize longestAnswer) {}
