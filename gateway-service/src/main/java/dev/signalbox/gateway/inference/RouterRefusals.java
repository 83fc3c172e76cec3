package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.RoutingRefusal;
import dev.signalbox.router.api.RoutingRefusedException;
import java.util.Map;

/** Turns the router's refusals into the gateway's, which name the fields of a chat. */
public final class RouterRefusals {
  private static final String PROMPT = "messages";

  /** What a client writes to need a capability, by the capability's name. */
  private static final Map<String, String> FIELDS =
      Map.of(
          Capability.CHAT.wireName(), "model",
          Capability.COMPLETIONS.wireName(), "model",
          Capability.EMBEDDINGS.wireName(), "model",
          Capability.TOOLS.wireName(), "tools",
          Capability.JSON_SCHEMA.wireName(), "response_format",
          Capability.IMAGES.wireName(), PROMPT,
          Capability.AUDIO.wireName(), PROMPT,
          Capability.LOGPROBS.wireName(), "logprobs");

  private RouterRefusals() {}

  /** The same refusal, as clients of the gateway are told. */
  public static RefusedException refused(RoutingRefusedException error) {
    RoutingRefusal why = error.refusal();
    return new RefusedException(
        switch (why) {
          case RoutingRefusal.ModelNotFound r -> Refusal.NotFound.model(r.message());
          case RoutingRefusal.Unsupported r -> unsupported(r);
          case RoutingRefusal.ContextTooLong r ->
              new Refusal.BadRequest("context_length_exceeded", r.message(), PROMPT);
          case RoutingRefusal.NotAllowed r -> new Refusal.NotAllowed(r.message());
          case RoutingRefusal.NoReplica r -> new Refusal.NoReplica(r.message(), r.retryAfter());
        });
  }

  /** The router names one capability or several; the first one's field stands for all. */
  private static Refusal unsupported(RoutingRefusal.Unsupported refusal) {
    String[] needs = refusal.param().split(", ", -1);
    String field = FIELDS.get(needs[0]);
    return field == null
        ? new Refusal.BadRequest("unsupported_feature", refusal.message(), refusal.param())
        : new Refusal.BadRequest("unsupported_feature", field + ": " + refusal.message(), field);
  }
}
