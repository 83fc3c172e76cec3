package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.admission.Admission;
import dev.signalbox.gateway.admission.Reservation;
import dev.signalbox.gateway.dispatch.Dispatcher;
import dev.signalbox.gateway.dispatch.UpstreamHeaders;
import dev.signalbox.gateway.loop.Patience;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.request.RequestBody;
import dev.signalbox.gateway.request.RequestFacts;
import dev.signalbox.gateway.tenant.Tenant;
import dev.signalbox.gateway.trace.Asker;
import dev.signalbox.gateway.trace.Onward;
import dev.signalbox.router.api.DraftRule;
import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.RoutingRequest.Preferences;
import io.netty.util.concurrent.EventExecutor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Makes one answer: reserves, asks the router, sends the request out and hands the answer to
 * whoever delivers it. What is taken on the way is given back exactly once, whether the answer
 * completes, fails or is cancelled.
 */
public final class Inference {
  private final Admission admission;
  private final Router router;
  private final Dispatcher dispatcher;
  private final AnswerReader answers;
  private final LongSupplier seeds;

  /**
   * @param seeds gives a seed to a request that has none and may have to be continued
   */
  public Inference(
      Admission admission,
      Router router,
      Dispatcher dispatcher,
      AnswerReader answers,
      LongSupplier seeds) {
    this.admission = admission;
    this.router = router;
    this.dispatcher = dispatcher;
    this.answers = answers;
    this.seeds = seeds;
  }

  /**
   * Answers a request.
   *
   * @param exchange what is known of it; filled in on the way
   * @param deliver sends the answer to the client and completes when it is sent
   * @return completes empty when the answer has ended. Errors with {@link RefusedException} before
   *     anything was delivered. Cancelling closes the upstream.
   */
  public Mono<Void> answer(
      Exchange exchange,
      Tenant tenant,
      RequestBody body,
      UpstreamHeaders headers,
      EventExecutor loop,
      Function<Answer, Mono<Void>> deliver) {
    RequestFacts facts = body.facts();
    return Mono.usingWhen(
        admission.reserve(tenant, facts.promptTokens(), facts.maxTokens()),
        reservation ->
            decide(exchange, tenant, facts, headers)
                .flatMap(decision ->
                    on(
                        loop,
                        () ->
                            dispatch(
                                exchange,
                                decision,
                                ThinkingWish.added(body, decision, exchange),
                                headers,
                                loop,
                                deliver))),
        reservation -> settle(reservation, exchange),
        (reservation, error) -> settle(reservation, exchange),
        reservation -> settle(reservation, exchange));
  }

  private Mono<RoutingDecision> decide(
      Exchange exchange, Tenant tenant, RequestFacts facts, UpstreamHeaders headers) {
    return decided(exchange, () -> request(exchange, tenant, facts), headers);
  }

  /**
   * Asks the router where a request would go; it is not answered, and counts for nothing.
   *
   * @param headers hold the trace context that the router is told
   * @return one decision. Errors with {@link RefusedException}.
   */
  public Mono<RoutingDecision> rehearse(
      Exchange exchange, Tenant tenant, RequestFacts facts, UpstreamHeaders headers) {
    return decided(exchange, () -> request(exchange, tenant, facts).rehearsed(), headers);
  }

  private Mono<RoutingDecision> decided(
      Exchange exchange, Supplier<RoutingRequest> request, UpstreamHeaders headers) {
    Asker asker =
        new Asker(exchange.trace(), new Onward(headers.traceparent(), headers.tracestate()));
    return Mono.defer(() -> router.route(request.get()))
        .contextWrite(asker::into)
        .onErrorMap(RoutingRefusedException.class, RouterRefusals::refused)
        .doOnNext(decision -> exchange.decided(decision, System.nanoTime()));
  }

  /** Does something on the request's own loop: a router elsewhere answers on another. */
  static <T> Mono<T> on(EventExecutor loop, Supplier<Mono<T>> next) {
    return loop.inEventLoop()
        ? next.get()
        : Mono.defer(next).subscribeOn(Schedulers.fromExecutor(loop));
  }

  private static RoutingRequest request(Exchange exchange, Tenant tenant, RequestFacts facts) {
    Preferences wishes = facts.preferences();
    return new RoutingRequest(
        exchange.requestId(),
        tenant.id(),
        facts.model(),
        facts.prompt(),
        facts.needs(),
        facts.promptTokens(),
        facts.maxTokens(),
        facts.attachments(),
        facts.tools(),
        new Preferences(
            wishes.mode(),
            tenant.policyFor(wishes.policy()),
            wishes.maxLargeShare(),
            wishes.quality(),
            wishes.session()),
        exchange.clientThinking(),
        false);
  }

  private Mono<Void> dispatch(
      Exchange exchange,
      RoutingDecision decision,
      RequestBody body,
      UpstreamHeaders headers,
      EventExecutor loop,
      Function<Answer, Mono<Void>> deliver) {
    if (body.facts().stream()) {
      StreamAsking asking = new StreamAsking(dispatcher, answers, exchange, headers, loop, seeds);
      return stream(exchange, open(asking, exchange, decision, body, loop), loop, deliver);
    }
    WholeAsking asking = new WholeAsking(dispatcher, answers, exchange, headers, loop);
    return Mono.usingWhen(
        open(asking, exchange, decision, body, loop),
        open -> deliver.apply(open.answer(exchange)),
        open -> Mono.fromRunnable(() -> open.delivered(exchange)),
        (open, error) -> Mono.fromRunnable(() -> open.abandoned(exchange)),
        open -> Mono.fromRunnable(() -> open.abandoned(exchange)));
  }

  private static <D extends Draft, O> Mono<O> open(
      Cascade.Asking<D, O> asking,
      Exchange exchange,
      RoutingDecision decision,
      RequestBody body,
      EventExecutor loop) {
    DraftRule rule = decision.draft();
    return rule == null
        ? asking.answer(decision.placements(), body)
        : new Cascade<>(asking, exchange, decision, rule, body, loop).open();
  }

  private Mono<Void> stream(
      Exchange exchange,
      Mono<OpenStream> stream,
      EventExecutor loop,
      Function<Answer, Mono<Void>> deliver) {
    return new Patience<>(stream, answers.patience(), loop)
        .flatMap(opening ->
            switch (opening) {
              case Patience.Opening.Ready<OpenStream>(var begun) ->
                  Mono.usingWhen(
                      Mono.just(begun),
                      open -> deliver.apply(answers.stream(exchange, open)),
                      open -> AnswerReader.streamed(exchange, open),
                      (open, error) -> AnswerReader.streamed(exchange, open),
                      open -> AnswerReader.streamed(exchange, open));
              case Patience.Opening.Waiting<OpenStream> waiting ->
                  Mono.usingWhen(
                      Mono.just(waiting),
                      late -> deliver.apply(answers.late(exchange, late, loop)),
                      late -> abandoned(exchange, late),
                      (late, error) -> abandoned(exchange, late),
                      late -> abandoned(exchange, late));
            });
  }

  /** A client may be gone before it has asked for the body, which then nobody takes care of. */
  private static Mono<Void> abandoned(
      Exchange exchange, Patience.Opening.Waiting<OpenStream> late) {
    return Mono.fromRunnable(() -> late.abandon(open -> open.end(exchange)));
  }

  private static Mono<Void> settle(Reservation reservation, Exchange exchange) {
    return reservation.settle(
        exchange.consumption().promptTokensInAll(), exchange.consumption().completionTokensInAll());
  }
}
