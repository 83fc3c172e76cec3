package dev.signalbox.worker.server.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.worker.api.EngineInfo;
import dev.signalbox.worker.server.lifecycle.ModelHost;
import dev.signalbox.worker.server.openai.error.ApiException;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Lists the one model once it can be asked; 503 before, so that nobody sends requests too early.
 */
final class ModelsEndpoint {
  private final ModelHost host;
  private final Instant started;

  ModelsEndpoint(ModelHost host, Instant started) {
    this.host = host;
    this.started = started;
  }

  Mono<ServerResponse> list(ServerRequest request) {
    return json(new Models("list", List.of(model(host.info()))));
  }

  Mono<ServerResponse> one(ServerRequest request) {
    String asked = request.pathVariable("id").substring(1);
    if (!asked.equals(host.id())) {
      return Mono.error(ApiException.modelNotFound(asked, host.id()));
    }
    return json(model(host.info()));
  }

  private Model model(EngineInfo info) {
    return new Model(
        host.id(), "model", started.getEpochSecond(), "signalbox", info.contextLength());
  }

  private static Mono<ServerResponse> json(Object body) {
    return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(body);
  }

  private record Models(String object, List<Model> data) {}

  private record Model(
      String id,
      String object,
      long created,
      @JsonProperty("owned_by") String ownedBy,
      @JsonProperty("max_model_len") int maxModelLength) {}
}
