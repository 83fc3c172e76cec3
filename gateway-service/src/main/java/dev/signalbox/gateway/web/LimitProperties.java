package dev.signalbox.gateway.web;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What a client may do.
 *
 * @param requestBody longest body of a request
 * @param requestHead longest request line and headers together
 * @param jsonDepth deepest nesting in a body
 * @param readTimeout time for the head and for the body of a request to come in
 * @param idleTimeout how long a connection may be open without a request
 * @param concurrent answers under way at once in all
 * @param concurrentPerTenant answers under way at once for each tenant
 */
@Validated
@ConfigurationProperties("signalbox.limits")
public record LimitProperties(
    @DefaultValue("32MB") DataSize requestBody,
    @DefaultValue("16KB") DataSize requestHead,
    @DefaultValue("128") @Min(8) int jsonDepth,
    @DefaultValue("30s") Duration readTimeout,
    @DefaultValue("75s") Duration idleTimeout,
    @DefaultValue("4096") @Min(1) int concurrent,
    @DefaultValue("1024") @Min(1) int concurrentPerTenant) {}
