package dev.signalbox.gateway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.gateway.admission.BodyBytes;
import dev.signalbox.gateway.feedback.Answered;
import dev.signalbox.gateway.feedback.Rating;
import dev.signalbox.gateway.feedback.RatingStore;
import dev.signalbox.gateway.feedback.RecentAnswers;
import dev.signalbox.gateway.inference.RouterRefusals;
import dev.signalbox.gateway.refusal.RateLimits;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.request.StrictJson;
import dev.signalbox.gateway.tenant.Tenant;
import dev.signalbox.gateway.tenant.TenantDirectory;
import dev.signalbox.router.api.FleetView;
import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RouterView;
import dev.signalbox.router.api.RoutingRefusedException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.channel.AbortedException;

/**
 * Takes ratings of recent answers. A rating is on the disk when it is acknowledged; what is not
 * known, or another tenant's, is 404 alike, so that nobody learns which ids there are.
 */
public final class FeedbackEndpoint {
  /** Path of the endpoint. */
  public static final String PATH = "/v1/feedback";

  /** How many ratings may wait for the disk. */
  public static final int MOST_WAITING = 1_000;

  private static final Logger log = LoggerFactory.getLogger(FeedbackEndpoint.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final int LONGEST_BODY = 256 * 1024;
  private static final int DEEPEST_BODY = 8;
  private static final StrictJson STRICT = new StrictJson(DEEPEST_BODY, LONGEST_BODY);

  private final TenantDirectory tenants;
  private final Router router;
  private final RecentAnswers recent;
  private final RatingStore store;
  private final BodyBytes bodyBytes;
  private final Scheduler disk;
  private final Scheduler timer;
  private final Duration readTimeout;

  /**
   * @param bodyBytes bounds what all requests hold of their bodies
   * @param disk where the store may block; {@value #MOST_WAITING} ratings may wait there
   * @param timer where moments pass
   * @param readTimeout time for a rating to come in
   */
  public FeedbackEndpoint(
      TenantDirectory tenants,
      Router router,
      RecentAnswers recent,
      RatingStore store,
      BodyBytes bodyBytes,
      Scheduler disk,
      Scheduler timer,
      Duration readTimeout) {
    this.tenants = tenants;
    this.router = router;
    this.recent = recent;
    this.store = store;
    this.bodyBytes = bodyBytes;
    this.disk = disk;
    this.timer = timer;
    this.readTimeout = readTimeout;
  }

  /** The route. */
  public RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route().POST(PATH, this::take).build();
  }

  private Mono<ServerResponse> take(ServerRequest request) {
    return Mono.using(bodyBytes::begin, holding -> sent(request, holding), BodyBytes.Holding::letGo)
        .flatMap(sent ->
            keep(request, sent).onErrorResume(error -> refuse(request, error, headers -> {})))
        // what is left of the body is not read, and must not be taken for the next request
        .onErrorResume(
            error -> refuse(request, error, headers -> headers.set("connection", "close")));
  }

  /** Reads a rating; whose it is stands in the head, so that nobody else's body is waited for. */
  private Mono<Sent> sent(ServerRequest request, BodyBytes.Holding holding) {
    ServerRequest.Headers headers = request.headers();
    Tenant tenant =
        tenants
            .current()
            .resolve(headers.firstHeader("authorization"), headers.firstHeader("x-api-key"));
    SideLog.of(request).tenant(tenant);
    return DataBufferUtils.join(
            request.bodyToFlux(DataBuffer.class).doOnNext(piece -> take(holding, piece)),
            LONGEST_BODY)
        .map(FeedbackEndpoint::bytes)
        .defaultIfEmpty(new byte[0])
        .timeout(readTimeout, Mono.error(() -> BodyReader.tooSlow(readTimeout)), timer)
        .map(body -> new Sent(tenant, Rating.read(STRICT, body)));
  }

  private static void take(BodyBytes.Holding holding, DataBuffer piece) {
    try {
      holding.take(piece.readableByteCount());
    } catch (RefusedException refused) {
      DataBufferUtils.release(piece); // nobody behind gets it
      throw refused;
    }
  }

  private static byte[] bytes(DataBuffer body) {
    byte[] bytes = new byte[body.readableByteCount()];
    body.read(bytes);
    DataBufferUtils.release(body);
    return bytes;
  }

  private Mono<ServerResponse> keep(ServerRequest request, Sent sent) {
    return recent
        .findSoon(sent.tenant.id(), sent.rating.requestId(), timer)
        .switchIfEmpty(Mono.error(FeedbackEndpoint::unknown))
        .flatMap(answered -> keep(request, sent.rating, answered));
  }

  /** Says why a rating was not taken, unless nobody is there to hear it. */
  private static Mono<ServerResponse> refuse(
      ServerRequest request, Throwable error, Consumer<HttpHeaders> more) {
    return error instanceof AbortedException || AbortedException.isConnectionReset(error)
        ? Mono.empty()
        : ModelsEndpoint.refuse(request, refusal(error), more);
  }

  private static Refusal refusal(Throwable error) {
    return switch (error) {
      case RefusedException refused -> refused.refusal();
      case RoutingRefusedException refused -> RouterRefusals.refused(refused).refusal();
      case DataBufferLimitException tooLong ->
          new Refusal.TooLarge("the body is longer than 256 KiB");
      case RejectedExecutionException full ->
          Refusal.Limited.rate(
              "the gateway keeps " + MOST_WAITING + " ratings waiting at once",
              RETRY_AFTER,
              RateLimits.usedUp(MOST_WAITING, RETRY_AFTER));
      default -> {
        log.error("a rating failed inside the gateway", error);
        yield new Refusal.Internal("the gateway failed; see its log");
      }
    };
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
        .fleet()
        .flatMap(fleet ->
            Mono.fromCallable(() -> store.keep(answered, rating, tiers(fleet, answered.expert())))
                .subscribeOn(disk))
        .flatMap(label ->
            ServerResponse.ok()
                .header(Responses.REQUEST_ID.toString(), ModelsEndpoint.requestId(request))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(
                    new Kept(
                        "feedback",
                        rating.requestId(),
                        answered.expert(),
                        rating.score(),
                        label,
                        rating.comment() == null ? null : label)));
  }

  private static Set<String> tiers(FleetView fleet, String expert) {
    return fleet.experts().stream()
        .filter(one -> one.id().equals(expert))
        .findFirst()
        .map(RouterView.ExpertView::tiers)
        .orElse(Set.of());
  }

  /** A rating that was taken in, and who sent it. */
  private record Sent(Tenant tenant, Rating rating) {}

  /**
   * The acknowledgement; field names are the API's.
   *
   * @param label whether it can be trained on, because the tenant keeps prompts
   * @param comment_kept whether the comment was kept, as it is with a label alone: it is content;
   *     null where there was none
   */
  record Kept(
      String object,
      String request_id,
      String expert,
      double score,
      boolean label,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean comment_kept) {}
}
