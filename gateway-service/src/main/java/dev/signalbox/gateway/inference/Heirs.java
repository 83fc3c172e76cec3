package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.dispatch.Dispatched;
import dev.signalbox.gateway.dispatch.Dispatcher;
import dev.signalbox.gateway.dispatch.Errand;
import dev.signalbox.gateway.dispatch.Reception;
import dev.signalbox.gateway.dispatch.UpstreamException;
import dev.signalbox.gateway.dispatch.UpstreamHeaders;
import dev.signalbox.gateway.events.RelayPlan;
import dev.signalbox.gateway.events.StreamTally;
import dev.signalbox.gateway.relay.StreamRelay;
import dev.signalbox.gateway.relay.Succession;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.request.RequestBody;
import dev.signalbox.gateway.resume.Continuation;
import dev.signalbox.gateway.resume.TokenTrail;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import io.netty.util.concurrent.EventExecutor;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Goes on with a stream at another replica that takes token ids and serves the same: the expert by
 * the same name of its server's, in the same version or both in one that nobody tells. Stock
 * servers tell none, so that their names are all that says whether ids mean the same there. Whoever
 * died is left alone for the rest of the answer. For one stream, on its event loop.
 */
final class Heirs implements Succession {
  private static final byte[] NOTHING = {};

  private final Dispatcher dispatcher;
  private final Exchange exchange;
  private final RequestBody request;
  private final UpstreamHeaders headers;
  private final EventExecutor loop;
  private final long seed;
  private final TokenTrail trail;
  private final Set<String> dead = new HashSet<>();

  /**
   * @param seed the seed that the request was sent with, if it had none
   * @param trail what the client has of the answer
   */
  Heirs(
      Dispatcher dispatcher,
      Exchange exchange,
      RequestBody request,
      UpstreamHeaders headers,
      EventExecutor loop,
      long seed,
      TokenTrail trail) {
    this.dispatcher = dispatcher;
    this.exchange = exchange;
    this.request = request;
    this.headers = headers;
    this.loop = loop;
    this.seed = seed;
    this.trail = trail;
  }

  @Override
  public TokenTrail trail() {
    return trail;
  }

  @Override
  public boolean answerIsOver() {
    if (trail.finished()) {
      return trail.usable();
    }
    Continuation rest = trail.continuation(request, seed);
    return rest != null && rest.limitReached();
  }

  @Override
  public byte[] conclusion(RelayPlan plan, StreamTally tally) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    if (!trail.finished()) {
      out.writeBytes(trail.limitReached());
    }
    if (!tally.counted()) {
      tally.count(trail.promptTokens(), trail.answerTokens());
      if (plan.keepUsage()) {
        byte[] explained = plan.explain() == null ? NOTHING : plan.explain().get();
        long prompt = tally.promptTokens();
        out.writeBytes(
            trail.usage(prompt, tally.cachedTokens(), tally.completionTokens(), explained));
      }
    }
    return out.toByteArray();
  }

  @Override
  public @Nullable Mono<Dispatched<StreamRelay>> next(
      StreamRelay relay, Dispatched<StreamRelay> last) {
    Continuation rest = trail.continuation(request, seed);
    if (rest == null) {
      return null;
    }
    List<Placement> heirs = heirs(last.placement(), rest);
    if (heirs.isEmpty()) {
      return null;
    }
    Mono<Dispatched<StreamRelay>> next = dispatcher.again(heirs, errand(rest), taker(relay));
    if (next == null) {
      return null;
    }
    dead.add(last.placement().replica());
    last.broke("the stream broke off");
    exchange.attempts().end(AttemptKind.BROKE_MID_STREAM);
    last.release();
    return next;
  }

  private Errand errand(Continuation rest) {
    return new Errand(Endpoint.COMPLETIONS, rest, headers, exchange.attempts(), loop, 0);
  }

  private Reception<StreamRelay> taker(StreamRelay relay) {
    return (placement, response, connection) -> {
      if (!AnswerReader.isEventStream(response)) {
        connection.dispose();
        return Mono.error(UpstreamException.failed("not an event stream"));
      }
      if (!Continuation.takesUp(placement)) {
        trail.rewind();
      }
      return relay.goOn(connection.inbound().receive(), trail);
    };
  }

  private List<Placement> heirs(Placement last, Continuation rest) {
    List<Placement> heirs = new ArrayList<>();
    if (exchange.decision() == null) {
      return heirs;
    }
    for (Placement one : exchange.decision().placements()) {
      if (servesTheSame(one, last)
          && !one.replica().equals(last.replica())
          && !dead.contains(one.replica())
          && rest.suits(one)) {
        heirs.add(one);
      }
    }
    return heirs;
  }

  private static boolean servesTheSame(Placement one, Placement last) {
    return one.expert().equals(last.expert())
        && one.upstreamModel().equals(last.upstreamModel())
        && Objects.equals(one.modelVersion(), last.modelVersion());
  }
}
