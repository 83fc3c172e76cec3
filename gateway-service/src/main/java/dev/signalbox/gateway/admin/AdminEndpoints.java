package dev.signalbox.gateway.admin;

import dev.signalbox.config.ConfigRepository;
import dev.signalbox.gateway.inference.RouterRefusals;
import dev.signalbox.gateway.refusal.ErrorBody;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RouterView;
import dev.signalbox.router.api.RoutingRefusedException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/**
 * The fleet, the policies and the configuration as this process knows them. Imported into the
 * context of the admin port alone (see the ManagementContextConfiguration imports), which is why it
 * is no component.
 */
public class AdminEndpoints {
  private static final String PROCESS = "x-signalbox-process";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /**
   * @param url the router's; null where it is in this process
   */
  @Bean
  RouterFunction<ServerResponse> adminRoutes(
      Router router,
      ConfigRepository configuration,
      @Value("${signalbox.routing.url:#{null}}") @Nullable URI url) {
    return RouterFunctions.route()
        .GET("/admin/fleet", request -> seen(router.fleet(), url))
        .GET("/admin/policies", request -> seen(router.view().map(Policies::of), url))
        .GET("/admin/config", request -> json(configuration.state()))
        .build();
  }

  /** Whoever started a process and asks here learns whether it is that one who answers. */
  @Bean
  WebFilter processFilter() {
    String pid = Long.toString(ProcessHandle.current().pid());
    return (exchange, chain) -> {
      exchange.getResponse().getHeaders().set(PROCESS, pid);
      return chain.filter(exchange);
    };
  }

  private static Mono<ServerResponse> seen(Mono<? extends Object> view, @Nullable URI url) {
    return view.flatMap(AdminEndpoints::json)
        .onErrorResume(RoutingRefusedException.class, error -> refuse(refusal(error, url)));
  }

  private static Refusal refusal(RoutingRefusedException error, @Nullable URI url) {
    Throwable cause = error.getCause();
    return cause == null || url == null
        ? RouterRefusals.refused(error).refusal()
        : new Refusal.NoReplica(RouterTrouble.of(url, cause), RETRY_AFTER);
  }

  private static Mono<ServerResponse> refuse(Refusal refusal) {
    String retryAfter = ErrorBody.retryAfterSeconds(refusal);
    return ServerResponse.status(refusal.status())
        .headers(headers -> {
          if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, retryAfter);
          }
        })
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(ErrorBody.json(refusal));
  }

  private static Mono<ServerResponse> json(Object body) {
    return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(body);
  }

  /** Policies and the thresholds in force. */
  record Policies(String revision, List<RouterView.PolicyView> policies) {
    static Policies of(RouterView view) {
      return new Policies(view.revision(), view.policies());
    }
  }
}
