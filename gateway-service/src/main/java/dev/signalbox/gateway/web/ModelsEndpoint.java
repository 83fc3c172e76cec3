package dev.signalbox.gateway.web;

import dev.signalbox.gateway.inference.RouterRefusals;
import dev.signalbox.gateway.refusal.ErrorBody;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.tenant.TenantDirectory;
import dev.signalbox.router.api.FleetView;
import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RoutingRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

/** What may stand in {@code model}: {@code auto}, the tiers, and every expert's id. */
public final class ModelsEndpoint {
  static final String PATH = "/v1/models";

  private final TenantDirectory tenants;
  private final Router router;

  public ModelsEndpoint(TenantDirectory tenants, Router router) {
    this.tenants = tenants;
    this.router = router;
  }

  /** The routes. An id may hold slashes and colons. */
  public RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route().GET(PATH, this::list).GET(PATH + "/**", this::one).build();
  }

  private Mono<ServerResponse> list(ServerRequest request) {
    return answer(request, models -> ok(request, new ModelList("list", models)));
  }

  private Mono<ServerResponse> one(ServerRequest request) {
    String path = request.uri().getRawPath();
    String id = UriUtils.decode(path.substring(PATH.length() + 1), StandardCharsets.UTF_8);
    return answer(
        request,
        models -> {
          Optional<Model> found = models.stream().filter(model -> model.id().equals(id)).findAny();
          return found.isPresent()
              ? ok(request, found.get())
              : refuse(request, Refusal.NotFound.model("model: \"" + id + "\" is not known"));
        });
  }

  private Mono<ServerResponse> answer(
      ServerRequest request, Function<List<Model>, Mono<ServerResponse>> use) {
    ServerRequest.Headers headers = request.headers();
    try {
      SideLog.of(request)
          .tenant(
              tenants
                  .current()
                  .resolve(headers.firstHeader("authorization"), headers.firstHeader("x-api-key")));
    } catch (RefusedException e) {
      return refuse(request, e.refusal());
    }
    return router
        .fleet()
        .map(ModelsEndpoint::models)
        .flatMap(use)
        .onErrorResume(
            RoutingRefusedException.class,
            e -> refuse(request, RouterRefusals.refused(e).refusal()));
  }

  private static List<Model> models(FleetView fleet) {
    List<Model> models = new ArrayList<>();
    models.add(Model.of("auto"));
    new TreeSet<>(fleet.tiers().keySet()).forEach(tier -> models.add(Model.of(tier)));
    fleet.experts().forEach(expert -> models.add(Model.of(expert.id())));
    return models;
  }

  private static Mono<ServerResponse> ok(ServerRequest request, Object body) {
    return ServerResponse.ok()
        .header(Responses.REQUEST_ID.toString(), requestId(request))
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body);
  }

  static Mono<ServerResponse> refuse(ServerRequest request, Refusal refusal) {
    return refuse(request, refusal, headers -> {});
  }

  static Mono<ServerResponse> refuse(
      ServerRequest request, Refusal refusal, Consumer<HttpHeaders> more) {
    String id = requestId(request);
    SideLog.of(request).refused(refusal);
    String retryAfter = ErrorBody.retryAfterSeconds(refusal);
    return ServerResponse.status(refusal.status())
        .header(Responses.REQUEST_ID.toString(), id)
        .headers(headers -> {
          if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, retryAfter);
          }
          if (refusal instanceof Refusal.Limited limited) {
            limited.limits().headers().forEach(headers::set);
          }
        })
        .headers(more)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(Endpoint.errors(request.path()).json(refusal, id));
  }

  static String requestId(ServerRequest request) {
    return SideLog.of(request).requestId();
  }

  /** The list in OpenAI's shape. */
  record ModelList(String object, List<Model> data) {}

  /** A model in OpenAI's shape. */
  record Model(String id, String object, long created, String owned_by) {
    static Model of(String id) {
      return new Model(id, "model", 0, "signalbox");
    }
  }
}
