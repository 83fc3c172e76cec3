package dev.signalbox.worker.server.openai;

import dev.signalbox.worker.server.lifecycle.ModelHost;
import dev.signalbox.worker.server.openai.error.ApiException;
import dev.signalbox.worker.server.openai.request.TokenizeRequest;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Says which tokens a prompt has, in vLLM's shape, so that whoever asks vLLM can ask us. */
final class TokenizeEndpoint {
  private final BodyReader bodies;
  private final ModelHost host;

  TokenizeEndpoint(BodyReader bodies, ModelHost host) {
    this.bodies = bodies;
    this.host = host;
  }

  Mono<ServerResponse> answer(ServerRequest request) {
    return bodies
        .read(request.exchange().getRequest())
        .map(TokenizeRequest::read)
        .flatMap(this::tokens)
        .flatMap(tokens ->
            ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(tokens));
  }

  private Mono<Tokens> tokens(TokenizeRequest asked) {
    if (!asked.model().equals(host.id())) {
      return Mono.error(ApiException.modelNotFound(asked.model(), host.id()));
    }
    return host.use(
            engine -> {
              int[] tokens = asked.tokens().apply(engine);
              return Flux.just(new Tokens(tokens.length, engine.info().contextLength(), tokens));
            })
        .single();
  }

  /** The answer; its names are vLLM's. */
  @SuppressWarnings("ArrayRecordComponent") // it is only ever written
  record Tokens(int count, int max_model_len, int[] tokens) {}
}
