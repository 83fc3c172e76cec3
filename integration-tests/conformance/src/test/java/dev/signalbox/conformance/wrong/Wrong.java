package dev.signalbox.conformance.wrong;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/** The wrong gateways, and the promises that each is there to break. */
public enum Wrong {
  /** Looks at nothing. */
  TUNNEL(
      Tunnel::new,
      """
      duplicate-keys credential-stays-inside hop-by-hop-headers malformed-json wrong-media-type
      request-id oversized-body oversized-chunked-body oversized-headers smuggling
      slow-head slow-body streams-over-http2 broken-stream-over-http2
      endless-line adds-missing-done last-line-without-newline keep-alives-while-waiting
      broken-stream-says-why clean-end-is-not-enough every-choice-must-finish
      error-page-stays-inside garbage-is-no-answer redirect-not-followed reset-before-answer
      silent-upstream addresses-stay-inside unknown-model unknown-path refused-connection
      """),
  /** Holds back, forgets, and calls everything whole. */
  COLLECTOR(
      port -> new Collector(Upstream.at(port)),
      """
      streams-as-they-come crlf-framing cr-framing keeps-comments keeps-unknown-fields usage-chunk
      slow-client-slows-upstream broken-stream-not-whole garbage-chunk-size upstream-error-event
      truncated-body leaver-mid-stream leaver-while-silent leaver-before-first-token
      leaver-without-stream busy-passes-retry-after busy-stream-passes-retry-after
      client-fault-stays trace-continues
      """),
  /** Reads streams as if reads were events. */
  CARELESS(
      port -> new Careless(Upstream.at(port), new AtomicReference<>("")),
      """
      cut-at-every-byte multi-line-data byte-order-mark other-sse-fields long-lines
      many-streams-at-once
      """),
  /** Never asks anybody. */
  CANNED(
      _ -> new Canned(),
      """
      unknown-fields-pass large-body chunked-request keep-alive pipelining deep-json
      expect-continue usage-only-if-asked
      """),
  /** Takes a busy upstream for a broken one. */
  SULKING(
      port -> new Sulking(Upstream.at(port), new AtomicInteger()), "busy-does-not-shut-the-door");

  private final IntFunction<WrongGateway.Handler> handler;
  private final List<String> breaks;

  Wrong(IntFunction<WrongGateway.Handler> handler, String breaks) {
    this.handler = handler;
    this.breaks = List.of(breaks.strip().split("\\s+"));
  }

  /** Ids of the promises that it is there to break. */
  public List<String> breaks() {
    return breaks;
  }

  /** Starts it in front of an upstream. */
  public WrongGateway before(int upstreamPort) throws IOException {
    return new WrongGateway(handler.apply(upstreamPort));
  }
}
