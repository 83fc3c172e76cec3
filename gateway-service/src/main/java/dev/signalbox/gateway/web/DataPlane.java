package dev.signalbox.gateway.web;

import dev.signalbox.gateway.account.Books;
import dev.signalbox.gateway.account.SideBooks;
import dev.signalbox.gateway.admission.BodyBytes;
import dev.signalbox.gateway.connection.ConnectionLimits;
import dev.signalbox.gateway.connection.ConnectionWatch;
import dev.signalbox.gateway.connection.UpgradeGuard;
import dev.signalbox.gateway.drain.UnderWay;
import dev.signalbox.gateway.inference.Inference;
import dev.signalbox.gateway.inference.TokenCounting;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.request.RequestReader;
import dev.signalbox.gateway.request.StrictJson;
import dev.signalbox.gateway.tenant.TenantDirectory;
import dev.signalbox.gateway.trace.Traces;
import dev.signalbox.gateway.translate.Translator;
import dev.signalbox.gateway.translate.anthropic.MessagesApi;
import dev.signalbox.gateway.translate.responses.ResponsesApi;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyRouteProvider;
import org.springframework.util.unit.DataSize;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerRoutes;

/**
 * Puts the endpoints in whose path tokens flow below WebFlux: on reactor-netty's own routes, so
 * that neither a dispatcher nor a codec nor an observation stands in the way of a request.
 */
public final class DataPlane implements NettyRouteProvider {
  static final String ROUTE = "/v1/route";

  private final Map<String, Endpoint> endpoints = new HashMap<>();
  private final InferenceHandler handler;
  private final RouteHandler decisions;

  private DataPlane(InferenceHandler handler, RouteHandler decisions) {
    this.handler = handler;
    this.decisions = decisions;
    for (Endpoint endpoint : Endpoint.values()) {
      endpoints.put(endpoint.path(), endpoint);
    }
  }

  /** Puts the data plane together. */
  public static DataPlane of(
      TenantDirectory tenants,
      LimitProperties limits,
      BodyBytes bodyBytes,
      Inference inference,
      TokenCounting counting,
      Books books,
      SideBooks sideBooks,
      Traces traces,
      UnderWay underWay,
      DataSize longestKeptPrompt) {
    StrictJson strict =
        new StrictJson(limits.jsonDepth(), Math.toIntExact(limits.requestBody().toBytes()));
    Intake intake =
        new Intake(
            tenants,
            new RequestReader(strict),
            translators(strict),
            new BodyReader(limits),
            bodyBytes,
            new LoopGuard(),
            longestKeptPrompt.toBytes());
    return new DataPlane(
        new InferenceHandler(intake, inference, counting, books, traces, underWay),
        new RouteHandler(intake, inference, sideBooks, underWay));
  }

  private static Map<Endpoint, Translator> translators(StrictJson strict) {
    Supplier<String> ids = () -> RequestIds.random(32);
    MessagesApi messages = new MessagesApi(strict, ids);
    return Map.of(
        Endpoint.RESPONSES,
        new ResponsesApi(strict, InstantSource.system(), ids),
        Endpoint.MESSAGES,
        messages,
        Endpoint.COUNT_TOKENS,
        messages.counting());
  }

  /**
   * Bounds the heads of requests and what is read before anybody looks at them, answers those that
   * cannot be read, and watches connections that bring none.
   *
   * @param slowReader how long a client may take nothing of what it asked for
   * @param books kept on heads that cannot be read
   */
  public static HttpServer guard(
      HttpServer server, LimitProperties limits, Duration slowReader, SideBooks books) {
    int longest = Math.toIntExact(limits.requestHead().toBytes());
    ConnectionLimits connection =
        new ConnectionLimits(limits.readTimeout(), limits.idleTimeout(), slowReader);
    return server
        .httpRequestDecoder(decoder -> decoder.maxInitialLineLength(longest).maxHeaderSize(longest))
        .doOnChannelInit((observer, channel, peer) -> {
          UpgradeGuard.guard(channel);
          ConnectionWatch.watch(channel, connection);
          UnreadableRequests.answer(channel, longest, books);
        });
  }

  @Override
  public HttpServerRoutes apply(HttpServerRoutes routes) {
    return routes
        .route(
            request -> endpoint(request) != null,
            (request, response) -> {
              Endpoint endpoint = endpoint(request);
              return endpoint == null
                  ? response.sendNotFound()
                  : handler.handle(endpoint, request, response);
            })
        .route(request -> isPost(request) && path(request).equals(ROUTE), decisions::handle);
  }

  private @Nullable Endpoint endpoint(HttpServerRequest request) {
    return isPost(request) ? endpoints.get(path(request)) : null;
  }

  private static boolean isPost(HttpServerRequest request) {
    return HttpMethod.POST.equals(request.method());
  }

  private static String path(HttpServerRequest request) {
    return path(request.uri());
  }

  /** The path of a request's target, be it in origin form or in absolute form. */
  static String path(String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    int scheme = path.startsWith("/") ? -1 : path.indexOf("://");
    if (scheme < 0) {
      return path;
    }
    int start = path.indexOf('/', scheme + 3);
    return start < 0 ? "/" : path.substring(start);
  }
}
