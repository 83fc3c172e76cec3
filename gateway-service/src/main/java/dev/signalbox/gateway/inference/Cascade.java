package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.cascade.Agreement;
import dev.signalbox.gateway.dispatch.Attempts;
import dev.signalbox.gateway.loop.WithinTime;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.request.RequestBody;
import dev.signalbox.router.api.DraftRule;
import dev.signalbox.router.api.DraftVerdict;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One request answered as a cascade: a cheap expert drafts, the draft is judged by the
 * log-probabilities of its own tokens (and, where configured, by a second answer), and if it does
 * not stand the next expert answers. The client sees the accepted answer alone.
 *
 * <p>When the budget for the first token runs out, be it during the draft or the second answer,
 * what the prompt alone says decides: an easy one gets the draft as it comes from then on; for a
 * hard one the draft is given up. A draft that did not stand is kept until the next expert begins,
 * and is the answer if none can. For one subscriber, on one event loop. Cancelling in whatever
 * stage closes the upstream.
 *
 * @param <D> the draft
 * @param <O> the answer as it is delivered
 */
final class Cascade<D extends Draft, O> {
  private final Asking<D, O> asking;
  private final Exchange exchange;
  private final RoutingDecision decision;
  private final DraftRule rule;
  private final RequestBody body;
  private final EventExecutor loop;
  private @Nullable D draft;
  private @Nullable Double confidence;
  private long begunAt;
  private boolean settled;

  /** How drafts and answers are asked for. */
  interface Asking<D extends Draft, O> {

    /**
     * Asks for a draft.
     *
     * @param patience after this time the draft is handed over as it is; null to wait for its end
     * @return a draft to be judged, owned by the caller. Errors with {@link RefusedException}
     */
    Mono<D> draft(
        List<Placement> placements,
        RequestBody body,
        Attempts attempts,
        int longest,
        @Nullable Duration patience);

    /** The draft is the answer. */
    O accepted(D draft);

    /** Asks for an answer that needs no judgement. Errors with {@link RefusedException}. */
    Mono<O> answer(List<Placement> placements, RequestBody body);
  }

  Cascade(
      Asking<D, O> asking,
      Exchange exchange,
      RoutingDecision decision,
      DraftRule rule,
      RequestBody body,
      EventExecutor loop) {
    this.asking = asking;
    this.exchange = exchange;
    this.decision = decision;
    this.rule = rule;
    this.body = body;
    this.loop = loop;
  }

  /**
   * Answers.
   *
   * @return one answer. Errors with {@link RefusedException}
   */
  Mono<O> open() {
    return Mono.defer(this::begin).doOnCancel(this::abandon);
  }

  private Mono<O> begin() {
    begunAt = loop.ticker().nanoTime();
    List<Placement> drafting =
        decision.placements().stream().filter(p -> p.expert().equals(rule.expert())).toList();
    Duration patience = rule.easy() ? rule.budget() : null;
    Mono<O> judged =
        asking
            .draft(
                drafting,
                LogprobsWish.added(body, exchange.endpoint()),
                exchange.attempts(),
                rule.longest(),
                patience)
            .flatMap(this::judge);
    if (rule.budget() != null && !rule.easy()) {
      judged =
          new WithinTime<>(judged, rule.budget(), loop, () -> new Unfit(DraftVerdict.TOO_SLOW));
    }
    return judged
        .onErrorResume(Unfit.class, unfit -> goOn(unfit.verdict()))
        .onErrorResume(
            RefusedException.class,
            refused -> settled ? Mono.error(refused) : goOn(DraftVerdict.FAILED));
  }

  private Mono<O> judge(D written) {
    draft = written;
    confidence = written.text().logprobs().confidence(rule.quantile());
    DraftVerdict verdict = verdict(written.state());
    if (!verdict.delivered()) {
      return Mono.error(new Unfit(verdict));
    }
    DraftRule.Second second = rule.second();
    if (second == null || verdict != DraftVerdict.STANDS || written.state() != Draft.State.WHOLE) {
      return Mono.fromCallable(() -> accepted(written, verdict));
    }
    written.finished(exchange.attempts());
    return seconded(written, second)
        .flatMap(found ->
            found.delivered()
                ? Mono.fromCallable(() -> accepted(written, found))
                : Mono.error(new Unfit(found)));
  }

  /** What a second answer makes of a draft that stands by itself, within what is left of time. */
  private Mono<DraftVerdict> seconded(D written, DraftRule.Second second) {
    // a hard prompt's budget bounds all that comes before the next expert
    Duration left = rule.easy() ? left() : null;
    if (isOver(left)) {
      return Mono.just(DraftVerdict.LATE);
    }
    Mono<DraftVerdict> found =
        agrees(written, second)
            .map(agrees -> agrees ? DraftVerdict.STANDS : DraftVerdict.DISAGREED);
    return left == null
        ? found
        : new WithinTime<>(found, left, loop, () -> new Unfit(DraftVerdict.LATE))
            .onErrorReturn(Unfit.class, DraftVerdict.LATE);
  }

  /** What is left of the budget; null for no bound. */
  private @Nullable Duration left() {
    Duration budget = rule.budget();
    return budget == null ? null : budget.minusNanos(loop.ticker().nanoTime() - begunAt);
  }

  private static boolean isOver(@Nullable Duration left) {
    return left != null && !left.isPositive();
  }

  private DraftVerdict verdict(Draft.State state) {
    if (state == Draft.State.BROKEN) {
      return DraftVerdict.FAILED;
    }
    // an answer in one piece is never handed over before its end, and may be late all the same
    if (state == Draft.State.LATE || rule.easy() && isOver(left())) {
      return DraftVerdict.LATE;
    }
    if (confidence == null) {
      return rule.easy() ? DraftVerdict.UNMEASURED : DraftVerdict.UNSURE;
    }
    return confidence >= rule.threshold() ? DraftVerdict.STANDS : DraftVerdict.UNSURE;
  }

  /** Whether a second answer agrees; nobody's answer agrees with nothing. */
  private Mono<Boolean> agrees(D first, DraftRule.Second second) {
    Attempts attempts = exchange.attempts().beside();
    return asking
        .draft(second.placements(), body, attempts, rule.longest(), null)
        .map(other -> {
          boolean whole = other.state() == Draft.State.WHOLE;
          double alike = Agreement.of(first.text().said(), other.text().said());
          exchange.consumption().wasted(other.placement(), other.tokens());
          other.drop(attempts);
          return whole && alike >= second.agreement();
        })
        .onErrorReturn(RefusedException.class, false)
        .doFinally(end -> exchange.attempts().join(attempts));
  }

  private O accepted(D accepted, DraftVerdict verdict) {
    settle(verdict);
    return asking.accepted(accepted);
  }

  private Mono<O> goOn(DraftVerdict verdict) {
    D kept = draft;
    settle(verdict);
    if (kept != null) {
      exchange.consumption().wasted(kept.placement(), kept.tokens());
      if (kept.state() == Draft.State.WHOLE) {
        kept.finished(exchange.attempts());
      } else {
        kept.drop(exchange.attempts());
      }
    }
    List<Placement> others =
        decision.placements().stream().filter(p -> !p.expert().equals(rule.expert())).toList();
    return asking
        .answer(others, body)
        .doOnNext(answer -> drop(kept))
        .doOnCancel(() -> drop(kept))
        .onErrorResume(RefusedException.class, refused -> alone(kept, refused));
  }

  /** Nobody else can answer: a draft that is not sure of itself is better than nothing. */
  private Mono<O> alone(@Nullable D kept, RefusedException refused) {
    if (kept == null
        || kept.state() != Draft.State.WHOLE
        || refused.refusal() instanceof Refusal.BadRequest) {
      drop(kept);
      return Mono.error(refused);
    }
    exchange.consumption().notWasted(kept.placement(), kept.tokens());
    settle(DraftVerdict.ALONE);
    return Mono.fromCallable(() -> asking.accepted(kept));
  }

  private void drop(@Nullable D kept) {
    if (kept != null) {
      kept.drop(exchange.attempts());
    }
  }

  private void settle(DraftVerdict verdict) {
    settled = true;
    exchange.draft(
        new RoutingOutcome.Draft(
            rule.expert(),
            decision.policy(),
            rule.share(),
            rule.credit(),
            rule.quantile(),
            confidence,
            verdict));
  }

  private void abandon() {
    if (!settled) {
      settle(DraftVerdict.ABANDONED);
      if (draft != null) {
        exchange.consumption().wasted(draft.placement(), draft.tokens());
        draft.drop(exchange.attempts());
      }
    }
  }

  /** The draft is not the answer. No stack trace: it is a finding, not an accident. */
  private static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final DraftVerdict verdict;

    Unfit(DraftVerdict verdict) {
      super(verdict.name(), null, false, false);
      this.verdict = verdict;
    }

    DraftVerdict verdict() {
      return verdict;
    }
  }
}
