package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.cascade.DraftText;
import dev.signalbox.gateway.dispatch.Attempts;
import dev.signalbox.gateway.dispatch.Dispatched;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** A draft that is no stream: it is there at once. */
final class WholeDraft implements Draft {
  private final Dispatched<BodyIntake> begun;
  private final DraftText text;
  private @Nullable ByteBuf json;
  private boolean over;

  WholeDraft(Dispatched<BodyIntake> begun, DraftText text) {
    this.begun = begun;
    this.text = text;
    this.json = text.whole(begun.answer().json(ByteBufAllocator.DEFAULT));
  }

  /** The answer as the client gets it; whoever takes it owns it. */
  ByteBuf take() {
    ByteBuf taken = json;
    if (taken == null) {
      throw new IllegalStateException("the draft was taken or dropped");
    }
    json = null;
    return taken;
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
    var scan = begun.answer().scan();
    return new Tokens(scan.promptTokens(), scan.cachedTokens(), scan.completionTokens());
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
    if (json != null) {
      json.release();
      json = null;
    }
  }
}
