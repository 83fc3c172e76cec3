package dev.signalbox.worker.server.openai;

import dev.signalbox.worker.api.Engine;
import dev.signalbox.worker.api.EngineInfo;
import dev.signalbox.worker.server.lifecycle.ModelHost;
import dev.signalbox.worker.server.meter.Endpoint;
import dev.signalbox.worker.server.meter.Outcome;
import dev.signalbox.worker.server.meter.RequestWatch;
import dev.signalbox.worker.server.meter.WorkerMeters;
import dev.signalbox.worker.server.openai.answer.EmbeddingAnswer;
import dev.signalbox.worker.server.openai.error.ApiException;
import dev.signalbox.worker.server.openai.request.EmbeddingRequest;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers requests for vectors. */
final class EmbeddingEndpoint {
  private final BodyReader bodies;
  private final ModelHost host;
  private final WorkerMeters meters;

  EmbeddingEndpoint(BodyReader bodies, ModelHost host, WorkerMeters meters) {
    this.bodies = bodies;
    this.host = host;
    this.meters = meters;
  }

  Mono<ServerResponse> answer(ServerRequest request) {
    RequestWatch watch = meters.watch(Endpoint.EMBEDDINGS);
    return bodies
        .read(request.exchange().getRequest())
        .map(EmbeddingRequest::read)
        .flatMap(asked -> embed(asked, watch))
        .doOnSuccess(bytes -> watch.end(Outcome.COMPLETE))
        .doOnError(watch::failed)
        .doOnCancel(() -> watch.end(Outcome.CANCELLED))
        .flatMap(
            bytes -> ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(bytes));
  }

  private Mono<byte[]> embed(EmbeddingRequest asked, RequestWatch watch) {
    if (!asked.model().equals(host.id())) {
      return Mono.error(ApiException.modelNotFound(asked.model(), host.id()));
    }
    return host.use(engine -> embed(engine, asked, watch).flux()).single();
  }

  private static Mono<byte[]> embed(Engine engine, EmbeddingRequest asked, RequestWatch watch) {
    check(engine.info(), asked);
    List<int[]> inputs = asked.inputs().tokens(engine);
    int tokens = inputs.stream().mapToInt(input -> input.length).sum();
    return engine
        .embed(inputs)
        .doOnNext(vectors -> watch.prompt(tokens))
        .map(vectors -> EmbeddingAnswer.write(asked.model(), vectors, tokens, asked.base64()));
  }

  private static void check(EngineInfo info, EmbeddingRequest asked) {
    if (!info.features().contains(EngineInfo.Feature.EMBEDDINGS)) {
      throw ApiException.unsupported("model", "model \"" + asked.model() + "\" cannot embed");
    }
    if (asked.dimensions() != 0 && asked.dimensions() != info.embeddingLength()) {
      throw ApiException.unsupported(
          "dimensions",
          "dimensions: %d is not supported by this model (expected: %d)"
              .formatted(asked.dimensions(), info.embeddingLength()));
    }
  }
}
