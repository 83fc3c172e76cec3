package dev.signalbox.gateway.relay;

import dev.signalbox.gateway.dispatch.Dispatched;
import dev.signalbox.gateway.events.RelayPlan;
import dev.signalbox.gateway.events.StreamTally;
import dev.signalbox.gateway.resume.TokenTrail;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Who goes on with a stream when the upstream that carries it dies. For one stream, on its loop.
 */
public interface Succession {

  /** What the client has of the answer. */
  TokenTrail trail();

  /** Whether the answer is over, and only the end of its stream is missing. */
  boolean answerIsOver();

  /**
   * What is missing of an answer that is over: its reason, its counts.
   *
   * @param plan says whether the client wants the counts
   * @param tally gets them if no upstream gave them
   */
  byte[] conclusion(RelayPlan plan, StreamTally tally);

  /**
   * Looks for somebody to go on. Whoever carried the stream is given up once it is sure that
   * another can be asked: a replica lets the stream in, and the retry budget pays for it.
   *
   * @param relay takes what comes, by {@link StreamRelay#goOn}
   * @param last who carried it
   * @return null if nobody can be asked, and then {@code last} stays as it is. Otherwise it must be
   *     subscribed to at once. Errors if nobody could be reached. Cancelling closes what was opened
   */
  @Nullable Mono<Dispatched<StreamRelay>> next(StreamRelay relay, Dispatched<StreamRelay> last);
}
