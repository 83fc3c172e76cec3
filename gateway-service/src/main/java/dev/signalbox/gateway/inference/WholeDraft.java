package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.cascade.DraftPiece;
import dev.signalbox.gateway.cascade.DraftText;
import dev.signalbox.gateway.dispatch.Attempts;
import dev.signalbox.gateway.dispatch.Dispatched;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A draft that is no stream: it is there at once. */
final class WholeDraft implements Draft {
  private final Dispatched<BodyIntake> begun;
  private final DraftText text;
  private final @Nullable Supplier<byte[]> explanation;
  private final DraftPiece json;
  private boolean over;

  /**
   * @param explanation makes the member to add to {@code usage} on delivery; null for none
   */
  WholeDraft(Dispatched<BodyIntake> begun, DraftText text, @Nullable Supplier<byte[]> explanation) {
    this.begun = begun;
    this.text = text;
    this.explanation = explanation;
    this.json = text.whole(begun.answer().json(ByteBufAllocator.DEFAULT));
  }

  /** The answer as the client gets it, owned by the caller. */
  ByteBuf delivered() {
    return json.delivered(explanation);
  }

  Dispatched<BodyIntake> begun() {
    return begun;
  }

  @Override
  public Placement placement() {
    return begun.placement();
  }

  @Override
  public DraftText text() {
    return text;
  }

  @Override
  public State state() {
    return State.WHOLE;
  }

  @Override
  public Tokens tokens() {
    return Consumption.of(begun.answer().scan());
  }

  @Override
  public void finished(Attempts attempts) {
    if (!over) {
      over = true;
      attempts.end(AttemptKind.ANSWERED);
      begun.release();
    }
  }

  @Override
  public void drop(Attempts attempts) {
    finished(attempts);
  }
}
