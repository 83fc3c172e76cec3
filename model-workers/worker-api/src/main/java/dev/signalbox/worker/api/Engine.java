package dev.signalbox.worker.api;

import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One loaded model and what can be asked of it. The port between a worker's HTTP face and the
 * engine that computes.
 *
 * <p>Engine work runs on platform threads that the engine owns; no method blocks its caller for
 * longer than it takes to tokenise a prompt, and none may be called from an engine thread.
 */
public interface Engine extends AutoCloseable {

  /** What was loaded and what it can do; constant for the life of the engine. */
  EngineInfo info();

  /**
   * Renders a conversation with the model's own chat template and tokenises it. Text from the
   * conversation is data: it is neither read as template nor turned into control tokens.
   *
   * @throws EngineRefusedException if the template refuses the conversation (roles out of order,
   *     say); the message is fit for the client
   */
  int[] tokenizeChat(ChatPrompt prompt);

  /**
   * Tokenises plain text as the model's tokeniser does.
   *
   * @param addBos whether the model's own begin-of-sequence token is put first where it wants one
   */
  int[] tokenize(String text, boolean addBos);

  /** The text of tokens, control tokens left out. Ids outside the vocabulary are refused. */
  String detokenize(int[] tokens);

  /**
   * Generates. Nothing starts before subscription.
   *
   * <p>Emits chunks for all {@code n} choices, interleaved; the last chunk of a choice carries its
   * finish reason, and the very last chunk of all carries {@link TokenChunk#usage()}. Never empty.
   * Demand is honoured: a sequence whose subscriber asks for nothing pauses, and holds its slot.
   * Cancelling frees the slot and the place in the queue at the engine's next step.
   *
   * <p>Errors with {@link EngineRefusedException} when the request cannot be served (too long, the
   * waiting line is full), with {@link EngineFailedException} when the engine broke.
   */
  Flux<TokenChunk> generate(GenerationRequest request);

  /**
   * One vector for each input, in order.
   *
   * @return the vectors, each of {@link EngineInfo#embeddingLength()} numbers, of unit length.
   *     Errors with {@link EngineRefusedException} if the model cannot embed or an input is empty
   *     or too long. Cancelling frees the place in the queue.
   */
  Mono<List<float[]>> embed(List<int[]> inputs);

  /** How busy the engine is now; cheap, callable from any thread. */
  EngineLoad load();

  /** Ends running requests with {@link EngineFailedException} and frees the model. Idempotent. */
  @Override
  void close();
}
