package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.router.api.RoutingRefusal;
import dev.signalbox.router.api.RoutingRefusedException;

/** Turns the router's refusals into the gateway's. */
public final class RouterRefusals {
  private RouterRefusals() {}

  /** The same refusal, as clients of the gateway are told. */
  public static RefusedException refused(RoutingRefusedException error) {
    RoutingRefusal why = error.refusal();
    return new RefusedException(
        switch (why) {
          case RoutingRefusal.ModelNotFound r -> Refusal.NotFound.model(r.message());
          case RoutingRefusal.Unsupported r ->
              new Refusal.BadRequest("unsupported_feature", r.message(), r.param());
          case RoutingRefusal.ContextTooLong r ->
              new Refusal.BadRequest("context_length_exceeded", r.message(), "messages");
          case RoutingRefusal.NotAllowed r -> new Refusal.NotAllowed(r.message());
          case RoutingRefusal.NoReplica r -> new Refusal.NoReplica(r.message(), r.retryAfter());
        });
  }
}
