package dev.signalbox.gateway.admin;

import dev.signalbox.config.ConfigRepository;
import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RouterView;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The fleet, the policies and the configuration as this process knows them. Imported into the
 * context of the admin port alone (see the ManagementContextConfiguration imports), which is why it
 * is no component.
 */
public class AdminEndpoints {
  @Bean
  RouterFunction<ServerResponse> adminRoutes(Router router, ConfigRepository configuration) {
    return RouterFunctions.route()
        .GET("/admin/fleet", request -> router.fleet().flatMap(AdminEndpoints::json))
        .GET(
            "/admin/policies",
            request -> router.view().map(Policies::of).flatMap(AdminEndpoints::json))
        .GET("/admin/config", request -> json(configuration.state()))
        .build();
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
