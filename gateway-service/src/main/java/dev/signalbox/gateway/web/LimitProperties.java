package dev.signalbox.gateway.web;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What a client may do.
 *
 * @param requestBody longest body of a request
 * @param requestBodies bytes of bodies held at once, all requests together; null for a quarter of
 *     the heap
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
    @Nullable DataSize requestBodies,
    @DefaultValue("16KB") DataSize requestHead,
    @DefaultValue("128") @Min(8) int jsonDepth,
    @DefaultValue("30s") @DurationMin(millis = 1) Duration readTimeout,
    @DefaultValue("75s") @DurationMin(millis = 1) Duration idleTimeout,
    @DefaultValue("4096") @Min(1) int concurrent,
    @DefaultValue("1024") @Min(1) int concurrentPerTenant) {
  /** Reading a body and sending it on takes about as much again, each. */
  private static final int HEAP_PER_BODY = 4;

  public LimitProperties {
    if (requestBodies != null && requestBodies.compareTo(requestBody) < 0) {
      throw new IllegalArgumentException(
          "signalbox.limits.request-bodies: "
              + requestBodies
              + " (expected: at least signalbox.limits.request-body, "
              + requestBody
              + ")");
    }
  }

  /**
   * Bytes of bodies held at once.
   *
   * @param heap bytes that the heap may have
   */
  public long heldBodies(long heap) {
    return requestBodies == null
        ? Math.max(heap / HEAP_PER_BODY, requestBody.toBytes())
        : requestBodies.toBytes();
  }
}
