package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.request.RequestBody;
import dev.signalbox.gateway.request.RequestBody.Member;
import dev.signalbox.router.api.Capability;
import java.util.List;

/** Asks an upstream for the log-probabilities of the tokens that it writes. */
final class LogprobsWish {
  private LogprobsWish() {}

  /** The body with the wish; as it is if the client has it already. */
  static RequestBody added(RequestBody body, Endpoint endpoint) {
    if (wishedByClient(body)) {
      return body;
    }
    String wish = endpoint == Endpoint.COMPLETIONS ? "1" : "true";
    return body.with(List.of(Member.of("logprobs", wish, body.facts().places().logprobs())));
  }

  /** Whether the client wants them for itself. */
  static boolean wishedByClient(RequestBody body) {
    return body.facts().needs().contains(Capability.LOGPROBS);
  }
}
