package dev.signalbox.gateway.dispatch;

import dev.signalbox.gateway.trace.AttemptTrace;
import dev.signalbox.gateway.trace.RequestTrace;
import dev.signalbox.gateway.trace.SpanAttribute;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingOutcome.Attempt;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The placements that one request was sent to, in order, each with its span. For one thread at a
 * time.
 */
public final class Attempts {
  private final List<Attempt> ended = new ArrayList<>(2);
  private final List<UnderWay> underWay = new ArrayList<>(2);
  private final List<Failure> failures;
  private final RequestTrace request;

  /**
   * Why an attempt failed.
   *
   * @param cause in the gateway's own words
   */
  public record Failure(String replica, String cause) {}

  private record UnderWay(String replica, AttemptTrace span) {}

  /**
   * @param request above whose attempts' spans they are
   */
  public Attempts(RequestTrace request) {
    this(request, new ArrayList<>(0));
  }

  private Attempts(RequestTrace request, List<Failure> failures) {
    this.request = request;
    this.failures = failures;
  }

  /** Those of a call beside this one, for the same request; why they fail is noted here as well. */
  public Attempts beside() {
    return new Attempts(request, failures);
  }

  /**
   * Notes an attempt.
   *
   * @return the headers that it is sent with: those given, below its own span
   */
  UpstreamHeaders begin(Placement placement, UpstreamHeaders headers) {
    AttemptTrace span = request.attempt(placement.upstreamModel());
    if (span.recording()) {
      span.put(SpanAttribute.EXPERT, placement.expert());
      span.put(SpanAttribute.REPLICA, placement.replica());
      span.put(SpanAttribute.STREAM, headers.stream());
    }
    underWay.add(new UnderWay(placement.replica(), span));
    return headers.below(span.onward());
  }

  /** The attempt at one replica has brought the first token of its stream. */
  void firstToken(String replica) {
    for (int i = 0; i < underWay.size(); i++) {
      if (underWay.get(i).replica.equals(replica)) {
        underWay.get(i).span.firstToken();
      }
    }
  }

  /** Notes how the attempt at one replica ended; nothing if none is under way there. */
  void end(String replica, AttemptKind kind) {
    for (int i = 0; i < underWay.size(); i++) {
      if (underWay.get(i).replica.equals(replica)) {
        ended(underWay.remove(i), kind);
        return;
      }
    }
  }

  /** Notes why the attempt at one replica failed, in whatever order with its end. */
  void failed(String replica, String cause) {
    failures.add(new Failure(replica, cause));
  }

  /** Notes how the attempt under way ended; without one, nothing. */
  public void end(AttemptKind kind) {
    while (!underWay.isEmpty()) {
      ended(underWay.removeFirst(), kind);
    }
  }

  private void ended(UnderWay one, AttemptKind kind) {
    ended.add(new Attempt(one.replica, kind));
    one.span.end(kind);
  }

  /** Takes over those of a call beside this one, all of which have ended. */
  public void join(Attempts beside) {
    ended.addAll(beside.ended);
  }

  /** Number of upstream calls that were begun. */
  public int count() {
    return ended.size() + underWay.size();
  }

  /** Why those failed that did, in order. */
  public List<Failure> failures() {
    return failures;
  }

  /** All that have ended. */
  public List<Attempt> ended() {
    return ended;
  }
}
