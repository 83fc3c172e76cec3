package dev.signalbox.gateway.routing;

import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.contract.RouterContractKit;
import dev.signalbox.router.core.KitWorld;
import dev.signalbox.router.server.RouterRoutes;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The remote router keeps to what every router keeps to, over real HTTP. */
class RemoteRouterContractTest extends RouterContractKit {
  private final DisposableServer server =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .handle(
              new ReactorHttpHandlerAdapter(
                  RouterFunctions.toHttpHandler(RouterRoutes.of(KitWorld.router()))))
          .bindNow();
  private final RemoteRouter router =
      RemoteRouter.connect(URI.create("http://127.0.0.1:" + server.port()), Duration.ofSeconds(30));

  @AfterEach
  void close() {
    router.close();
    server.disposeNow();
  }

  @Override
  protected Router router() {
    return router;
  }
}
