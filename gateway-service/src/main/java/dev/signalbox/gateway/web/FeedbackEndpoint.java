package dev.signalbox.gateway.web;

import dev.signalbox.gateway.feedback.Answered;
import dev.signalbox.gateway.feedback.Rating;
import dev.signalbox.gateway.feedback.RatingStore;
import dev.signalbox.gateway.feedback.RecentAnswers;
import dev.signalbox.gateway.inference.RouterRefusals;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.tenant.Tenant;
import dev.signalbox.gateway.tenant.TenantDirectory;
import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RouterView;
import dev.signalbox.router.api.RoutingRefusedException;
import java.util.Set;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Takes ratings of recent answers. A rating is on the disk when it is acknowledged; what is not
 * known, or another tenant's, is 404 alike, so that nobody learns which ids there are.
 */
public final class FeedbackEndpoint {
  /** Path of the endpoint. */
  public static final String PATH = "/v1/feedback";

  private final TenantDirectory tenants;
  private final Router router;
  private final RecentAnswers recent;
  private final RatingStore store;
  private final Scheduler disk;
  private final Scheduler timer;

  /**
   * @param disk where the store may block
   * @param timer where moments pass
   */
  public FeedbackEndpoint(
      TenantDirectory tenants,
      Router router,
      RecentAnswers recent,
      RatingStore store,
      Scheduler disk,
      Scheduler timer) {
    this.tenants = tenants;
    this.router = router;
    this.recent = recent;
    this.store = store;
    this.disk = disk;
    this.timer = timer;
  }

  /** The route. */
  public RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route().POST(PATH, this::take).build();
  }

  private Mono<ServerResponse> take(ServerRequest request) {
    return request
        .bodyToMono(byte[].class)
        .defaultIfEmpty(new byte[0])
        .flatMap(body -> keep(request, body))
        .onErrorMap(
            DataBufferLimitException.class,
            e -> new RefusedException(new Refusal.TooLarge("the body is longer than 256 KiB")))
        .onErrorMap(RoutingRefusedException.class, RouterRefusals::refused)
        .onErrorResume(RefusedException.class, e -> ModelsEndpoint.refuse(request, e.refusal()));
  }

  private Mono<ServerResponse> keep(ServerRequest request, byte[] body) {
    ServerRequest.Headers headers = request.headers();
    Tenant tenant =
        tenants
            .current()
            .resolve(headers.firstHeader("authorization"), headers.firstHeader("x-api-key"));
    Rating rating = Rating.read(body);
    return recent
        .findSoon(tenant.id(), rating.requestId(), timer)
        .switchIfEmpty(Mono.error(FeedbackEndpoint::unknown))
        .flatMap(answered -> keep(request, rating, answered));
  }

  private static RefusedException unknown() {
    return new RefusedException(
        new Refusal.NotFound(
            "request_not_found",
            "request_id: no recent answer of that id (expected: the x-request-id of an answer)",
            "request_id"));
  }

  private Mono<ServerResponse> keep(ServerRequest request, Rating rating, Answered answered) {
    return router
        .view()
        .flatMap(view ->
            Mono.fromCallable(() -> store.keep(answered, rating, tiers(view, answered.expert())))
                .subscribeOn(disk))
        .flatMap(label ->
            ServerResponse.ok()
                .header(Responses.REQUEST_ID.toString(), ModelsEndpoint.requestId(request))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(
                    new Kept(
                        "feedback", rating.requestId(), answered.expert(), rating.score(), label)));
  }

  private static Set<String> tiers(RouterView view, String expert) {
    return view.experts().stream()
        .filter(one -> one.id().equals(expert))
        .findFirst()
        .map(RouterView.ExpertView::tiers)
        .orElse(Set.of());
  }

  /**
   * The acknowledgement; field names are the API's.
   *
   * @param label whether it can be trained on, because the tenant keeps prompts
   */
  record Kept(String object, String request_id, String expert, double score, boolean label) {}
}
