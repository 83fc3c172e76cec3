package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.dispatch.Dispatched;
import dev.signalbox.gateway.events.StreamTally;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.relay.Ending;
import dev.signalbox.gateway.relay.StreamRelay;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * A stream that has begun: an upstream's as it comes, or a draft that was held back and is the
 * answer. Whoever has it ends it exactly once.
 */
final class OpenStream {
  private final Dispatched<StreamRelay> begun;
  private final @Nullable HeldDraft draft;
  private boolean useless;

  private OpenStream(Dispatched<StreamRelay> begun, @Nullable HeldDraft draft) {
    begun.answer().carriedBy(begun);
    this.begun = begun;
    this.draft = draft;
  }

  static OpenStream of(Dispatched<StreamRelay> begun) {
    return new OpenStream(begun, null);
  }

  static OpenStream of(HeldDraft draft) {
    return new OpenStream(draft.begun(), draft);
  }

  /** Who answers. */
  Placement placement() {
    return begun.placement();
  }

  /** What the client gets. */
  Flux<ByteBuf> body() {
    return draft == null ? begun.answer().body() : draft;
  }

  /** How it ended; read once it has completed. */
  Ending ending() {
    return useless ? Ending.BROKEN : begun.answer().ending();
  }

  /**
   * What comes is of no use to whoever sends it on: makes the stream a broken one, even if the
   * upstream has brought it to an end that looks whole.
   */
  void breakOff() {
    useless = true;
    begun.answer().breakOff();
  }

  /** The gateway ends: so does the stream, with that error, unless it is over. */
  void stop(Refusal why) {
    begun.answer().stop(why);
  }

  /** Writes down how the stream ended: by itself, or because nobody wanted the rest. */
  void end(Exchange exchange) {
    StreamRelay relay = begun.answer();
    boolean over = draft == null ? relay.delivered() : draft.delivered();
    if (draft == null) {
      relay.cancel();
    } else {
      draft.cancel();
    }
    StreamTally tally = relay.tally();
    exchange.consumption().answered(Consumption.of(tally), tally.reasons());
    note(exchange, relay, over);
    begun.release();
    Dispatched<StreamRelay> carrier = relay.carrier();
    if (carrier != null) {
      carrier.release();
    }
  }

  private void note(Exchange exchange, StreamRelay relay, boolean over) {
    if (!over || relay.clientTooSlow()) {
      exchange.attempts().end(AttemptKind.CANCELLED);
      exchange.outcome(OutcomeKind.CLIENT_CLOSED);
    } else if (ending() == Ending.WHOLE) {
      exchange.attempts().end(AttemptKind.ANSWERED);
      exchange.outcome(OutcomeKind.COMPLETED);
    } else {
      Dispatched<StreamRelay> carrier = relay.carrier();
      if (carrier != null && !relay.tookTooLong() && !relay.stopped()) {
        carrier.broke(relay.failure().message());
      }
      exchange
          .attempts()
          .end(relay.stopped() ? AttemptKind.CANCELLED : AttemptKind.BROKE_MID_STREAM);
      exchange.refused(relay.failure());
    }
  }
}
