package dev.signalbox.gateway.dispatch;

import dev.signalbox.gateway.loop.WithinTime;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.Refusal.BadRequest;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.request.JsonNames;
import dev.signalbox.gateway.request.RequestBody;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.EventExecutor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks upstreams how many tokens a conversation has. vLLM and our own workers say it when the
 * conversation is posted to {@code /tokenize}; llama-server tokenises texts only, so it is asked
 * for the text first, at {@code /apply-template}. Both stand beside {@code /v1}, not below it.
 * Other servers cannot say, and nothing is guessed.
 */
public final class TokenCounter {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String TEMPLATE = "/apply-template";
  private static final String VERSION = "/v1";

  private final Upstreams upstreams;
  private final FailureLog failureLog;
  private final JsonNames names = new JsonNames();

  public TokenCounter(Upstreams upstreams, FailureLog failureLog) {
    this.upstreams = upstreams;
    this.failureLog = failureLog;
  }

  /**
   * A count, and whose tokens they are.
   *
   * @param placement the replica that counted
   * @param tokens tokens of the whole prompt, the template's own included
   */
  public record Counted(Placement placement, long tokens) {}

  /**
   * Asks the placements in their order until one tells.
   *
   * @param body a chat
   * @param attempts notes whom it asked
   * @return one count. Errors with {@link RefusedException} if an upstream refuses the chat, if
   *     none can count, or if none is there. Cancelling closes the connection
   */
  public Mono<Counted> count(
      List<Placement> placements,
      RequestBody body,
      UpstreamHeaders headers,
      Attempts attempts,
      EventExecutor loop) {
    return Mono.defer(() -> {
      Failures failures = new Failures();
      return Flux.fromIterable(placements)
          .concatMap(placement -> count(placement, body, headers, attempts, loop, failures), 1)
          .next()
          .switchIfEmpty(Mono.error(() -> new RefusedException(refusal(failures))));
    });
  }

  private Mono<Counted> count(
      Placement placement,
      RequestBody body,
      UpstreamHeaders headers,
      Attempts attempts,
      EventExecutor loop,
      Failures failures) {
    String replica = placement.replica();
    Mono<Long> asked = ask(beside(placement), body, attempts.begin(placement, headers));
    return new WithinTime<>(
            asked, PATIENCE, loop, () -> UpstreamException.timeout("no count in time"))
        .doOnNext(tokens -> attempts.end(replica, AttemptKind.ANSWERED))
        .doOnCancel(() -> attempts.end(replica, AttemptKind.CANCELLED))
        .map(tokens -> new Counted(placement, tokens))
        .onErrorResume(error -> {
          UpstreamException failure = UpstreamErrors.of(error);
          attempts.end(replica, failure.kind());
          failures.add(failure);
          if (failure.refusal() == null) {
            String cause = String.valueOf(failure.getMessage());
            attempts.failed(replica, cause);
            failureLog.tell(headers.requestId(), placement, cause);
          }
          return failure.refusal() == null
              ? Mono.empty()
              : Mono.error(new RefusedException(failure.refusal()));
        });
  }

  private Mono<Long> ask(Placement placement, RequestBody body, UpstreamHeaders headers) {
    Function<ByteBufAllocator, ByteBuf> chat =
        allocator ->
            body.forUpstream(allocator, placement, names.quoted(placement.upstreamModel()));
    return post(placement, Endpoint.COUNT_TOKENS.upstreamPath(), headers, chat)
        .flatMap(
            told -> told.count() >= 0 ? Mono.just(told.count()) : ofText(placement, headers, chat));
  }

  private Mono<Long> ofText(
      Placement placement, UpstreamHeaders headers, Function<ByteBufAllocator, ByteBuf> chat) {
    return post(placement, TEMPLATE, headers, chat)
        .map(TokenizerAnswer::asTextToTokenize)
        .flatMap(text ->
            post(
                placement,
                Endpoint.COUNT_TOKENS.upstreamPath(),
                headers,
                allocator -> Unpooled.wrappedBuffer(text)))
        .map(TokenizerAnswer::tokens);
  }

  private Mono<TokenizerAnswer> post(
      Placement placement,
      String path,
      UpstreamHeaders headers,
      Function<ByteBufAllocator, ByteBuf> body) {
    return upstreams.post(
        placement,
        path,
        headers,
        body,
        (response, connection) ->
            response.status().code() == 200
                ? TokenizerAnswer.read(connection.inbound().receive())
                : UpstreamErrors.read(response, connection));
  }

  /** The placement as the server that it is rather than as its API. */
  private static Placement beside(Placement placement) {
    String base = placement.baseUrl().toString();
    String trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    String root =
        trimmed.endsWith(VERSION)
            ? trimmed.substring(0, trimmed.length() - VERSION.length())
            : trimmed;
    return new Placement(
        placement.expert(),
        placement.replica(),
        URI.create(root),
        placement.upstreamModel(),
        placement.credential(),
        placement.capabilities(),
        placement.contextLength(),
        placement.modelVersion(),
        placement.activeParameters(),
        placement.thinking(),
        placement.http2());
  }

  /** A server that answers, but not to this, cannot count; others may be able to, later. */
  private static Refusal refusal(Failures failures) {
    return failures.misconfigured()
        ? new BadRequest(
            "unsupported_feature",
            "model: its server cannot count tokens (expected: one that answers POST /tokenize)",
            "model")
        : failures.refusal(true);
  }
}
