package dev.signalbox.worker.server.openai;

import dev.signalbox.worker.api.Engine;
import dev.signalbox.worker.api.GenerationRequest;
import dev.signalbox.worker.api.TokenChunk;
import dev.signalbox.worker.server.lifecycle.ModelHost;
import dev.signalbox.worker.server.meter.Endpoint;
import dev.signalbox.worker.server.meter.Outcome;
import dev.signalbox.worker.server.meter.RequestWatch;
import dev.signalbox.worker.server.meter.WorkerMeters;
import dev.signalbox.worker.server.openai.answer.Envelope;
import dev.signalbox.worker.server.openai.answer.WholeAnswer;
import dev.signalbox.worker.server.openai.error.ApiException;
import dev.signalbox.worker.server.openai.request.Fields;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Answers requests for text, streamed or whole. */
final class GenerationEndpoint {
  private final Endpoint endpoint;
  private final Function<Fields, Asked> reader;
  private final BodyReader bodies;
  private final ModelHost host;
  private final WorkerMeters meters;
  private final InstantSource clock;

  /**
   * @param reader checks a body
   */
  GenerationEndpoint(
      Endpoint endpoint,
      Function<Fields, Asked> reader,
      BodyReader bodies,
      ModelHost host,
      WorkerMeters meters,
      InstantSource clock) {
    this.endpoint = endpoint;
    this.reader = reader;
    this.bodies = bodies;
    this.host = host;
    this.meters = meters;
    this.clock = clock;
  }

  /** The answer; the engine's work begins when the response is written, and ends with it. */
  Mono<ServerResponse> answer(ServerRequest request) {
    RequestWatch watch = meters.watch(endpoint);
    String requestId = RequestIds.of(request.exchange());
    return bodies
        .read(request.exchange().getRequest())
        .map(reader)
        .flatMap(asked -> respond(asked, requestId, watch))
        .doOnError(watch::failed)
        .doOnCancel(() -> watch.end(Outcome.CANCELLED));
  }

  private Mono<ServerResponse> respond(Asked asked, String requestId, RequestWatch watch) {
    String model = asked.options().model();
    if (!model.equals(host.id())) {
      return Mono.error(ApiException.modelNotFound(model, host.id()));
    }
    Envelope envelope =
        new Envelope(asked.idPrefix() + requestId, clock.instant().getEpochSecond(), model);
    return asked.options().stream()
        ? stream(asked, envelope, requestId, watch)
        : whole(asked, envelope, requestId, watch);
  }

  private Mono<ServerResponse> stream(
      Asked asked, Envelope envelope, String requestId, RequestWatch watch) {
    return ServerResponse.ok()
        .contentType(MediaType.TEXT_EVENT_STREAM)
        .cacheControl(CacheControl.noCache())
        .body((response, context) -> {
          // A client that goes away between the first event and its writing makes the write fail
          // before anybody reads on; the framework then forgets to cancel what it waited for.
          Sinks.Empty<Void> written = Sinks.empty();
          // As one stream, never as a publisher for each event:
          // docs/decisions/one-stream-of-events.
          return response
              .writeWith(
                  events(asked, envelope, requestId, watch)
                      .takeUntilOther(written.asMono())
                      .map(event -> response.bufferFactory().wrap(event)))
              .doFinally(end -> written.tryEmitEmpty());
        });
  }

  private Flux<byte[]> events(
      Asked asked, Envelope envelope, String requestId, RequestWatch watch) {
    return host.use(engine -> {
      List<int[]> prompts = asked.prompts(engine);
      return new EventStream(asked.events(envelope, prompts))
          .over(chunks(engine, asked, prompts, requestId, watch));
    });
  }

  private Mono<ServerResponse> whole(
      Asked asked, Envelope envelope, String requestId, RequestWatch watch) {
    return host.use(
            engine -> {
              List<int[]> prompts = asked.prompts(engine);
              return chunks(engine, asked, prompts, requestId, watch)
                  .collect(() -> new WholeAnswer(asked.options(), prompts), WholeAnswer::add)
                  .map(answer -> asked.whole(envelope, answer))
                  .flux();
            })
        .single()
        .flatMap(
            bytes -> ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(bytes));
  }

  private static Flux<TokenChunk> chunks(
      Engine engine, Asked asked, List<int[]> prompts, String requestId, RequestWatch watch) {
    int context = engine.info().contextLength();
    List<GenerationRequest> requests =
        prompts.stream()
            .map(prompt -> asked.options().requestFor(requestId, prompt, context))
            .toList();
    return watch.over(PromptBatch.generate(engine, requests));
  }
}
