package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.loop.Patience.Opening.Waiting;
import dev.signalbox.gateway.refusal.ErrorBody;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.relay.Ending;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.EventExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A stream whose client is kept waiting by comments until an upstream begins to answer. As in any
 * other stream nothing is asked for that the client does not ask for: what stands in a queue is
 * taken for delivered, and then it is too late to tell that it was of no use or that nobody took
 * it. For one answer, on its event loop.
 */
final class LateStream {
  private final Exchange exchange;
  private final Waiting<OpenStream> opening;
  private final Duration keepAlive;
  private final EventExecutor loop;
  private @Nullable OpenStream begun;
  private @Nullable Refusal stopped;
  private Ending ending = Ending.BROKEN;

  /**
   * @param keepAlive time between two comments
   * @param loop where everything happens, comments too
   */
  LateStream(
      Exchange exchange, Waiting<OpenStream> opening, Duration keepAlive, EventExecutor loop) {
    this.exchange = exchange;
    this.opening = opening;
    this.keepAlive = keepAlive;
    this.loop = loop;
  }

  /** What the client gets; to be asked for once. */
  Answer answer() {
    Flux<ByteBuf> answer =
        Flux.usingWhen(
                opening.rest(),
                this::body,
                open -> AnswerReader.streamed(exchange, open),
                (open, error) -> AnswerReader.streamed(exchange, open),
                open -> AnswerReader.streamed(exchange, open))
            .onErrorResume(RefusedException.class, error -> Flux.just(errorEvent(error.refusal())));
    Flux<ByteBuf> waiting =
        Flux.interval(Duration.ZERO, keepAlive, Schedulers.fromExecutorService(loop))
            .onBackpressureDrop()
            .map(tick -> Unpooled.copiedBuffer(": keep-alive\n\n", StandardCharsets.US_ASCII));
    Flux<ByteBuf> body = Flux.concat(waiting.takeUntilOther(opening.come()), answer);
    return new Answer.Streamed(body, Mono.fromSupplier(() -> ending), this::stop)
        .in(exchange.translation(), this::breakOff);
  }

  private Flux<ByteBuf> body(OpenStream open) {
    exchange.begun(open.placement(), System.nanoTime());
    begun = open;
    if (stopped != null) {
      open.stop(stopped);
    }
    return open.body().doOnComplete(() -> ending = open.ending());
  }

  private void breakOff() {
    if (begun != null) {
      begun.breakOff();
    }
  }

  private void stop(Refusal why) {
    stopped = why;
    if (begun == null) {
      opening.fail(new RefusedException(why));
    } else {
      begun.stop(why);
    }
  }

  private ByteBuf errorEvent(Refusal refusal) {
    exchange.refused(refusal);
    return Unpooled.wrappedBuffer(ErrorBody.event(exchange.inClientsWords(refusal)));
  }
}
