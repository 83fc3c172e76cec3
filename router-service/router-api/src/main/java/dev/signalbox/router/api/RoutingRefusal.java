package dev.signalbox.router.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/**
 * Why the router names no placement. The gateway turns each into a status and a code. On the wire
 * {@code kind} tells which it is.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RoutingRefusal.ModelNotFound.class, name = "model_not_found"),
  @JsonSubTypes.Type(value = RoutingRefusal.Unsupported.class, name = "unsupported"),
  @JsonSubTypes.Type(value = RoutingRefusal.ContextTooLong.class, name = "context_too_long"),
  @JsonSubTypes.Type(value = RoutingRefusal.NotAllowed.class, name = "not_allowed"),
  @JsonSubTypes.Type(value = RoutingRefusal.NoReplica.class, name = "no_replica")
})
public sealed interface RoutingRefusal {

  /** One sentence for the client: the field, its value, and what was expected. */
  String message();

  /** {@code model} is neither auto, a tier nor an expert. */
  record ModelNotFound(String message) implements RoutingRefusal {}

  /** No expert has the capability (or the mode, or the policy name) that {@code param} asks for. */
  record Unsupported(String message, String param) implements RoutingRefusal {}

  /** The prompt is longer than any eligible expert can read. */
  record ContextTooLong(String message, int promptTokens, int contextLength)
      implements RoutingRefusal {}

  /** The tenant's policy does not allow it. */
  record NotAllowed(String message) implements RoutingRefusal {}

  /** No replica is ready; worth another try after {@code retryAfter}. */
  record NoReplica(String message, Duration retryAfter) implements RoutingRefusal {}
}
