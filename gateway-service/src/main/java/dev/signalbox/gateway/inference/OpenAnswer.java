package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.dispatch.Dispatched;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.sse.AnswerScan;
import dev.signalbox.gateway.translate.Translation;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** An answer that is no stream, there to be delivered. Whoever has it ends it exactly once. */
final class OpenAnswer {
  private final Dispatched<BodyIntake> begun;
  private final @Nullable WholeDraft draft;

  private OpenAnswer(Dispatched<BodyIntake> begun, @Nullable WholeDraft draft) {
    this.begun = begun;
    this.draft = draft;
  }

  static OpenAnswer of(Dispatched<BodyIntake> begun) {
    return new OpenAnswer(begun, null);
  }

  static OpenAnswer of(WholeDraft draft) {
    return new OpenAnswer(draft.begun(), draft);
  }

  /** What the client gets; to be asked for once. */
  Answer answer(Exchange exchange) {
    exchange.begun(begun.placement(), System.nanoTime());
    AnswerScan scan = begun.answer().scan();
    exchange.consumption().answered(Consumption.of(scan), scan.reasons());
    Answer.Whole whole = new Answer.Whole(told(exchange));
    // the upstream has done its part: a client that is slow to take it holds no place there
    exchange.attempts().end(AttemptKind.ANSWERED);
    begun.release();
    return whole;
  }

  private ByteBuf told(Exchange exchange) {
    byte[] translated = begun.answer().translated();
    if (translated != null) {
      return Unpooled.wrappedBuffer(translated);
    }
    ByteBuf json =
        draft == null ? begun.answer().json(ByteBufAllocator.DEFAULT) : draft.delivered();
    Translation translation = exchange.translation();
    return translation == null ? json : translated(exchange, translation, json);
  }

  private static ByteBuf translated(Exchange exchange, Translation translation, ByteBuf json) {
    try {
      return Unpooled.wrappedBuffer(translation.whole(ByteBufUtil.getBytes(json)));
    } catch (RuntimeException e) {
      Refusal refusal = new Refusal.UpstreamFailed("the upstream's answer is no chat completion");
      exchange.refused(refusal);
      throw new RefusedException(refusal);
    } finally {
      json.release();
    }
  }

  /** It has reached the client. */
  void delivered(Exchange exchange) {
    exchange.outcome(OutcomeKind.COMPLETED);
  }

  /** The client left first. */
  void abandoned(Exchange exchange) {
    exchange.attempts().end(AttemptKind.CANCELLED);
    exchange.outcome(OutcomeKind.CLIENT_CLOSED);
    begun.release();
  }
}
