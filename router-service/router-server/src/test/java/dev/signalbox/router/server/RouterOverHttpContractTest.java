package dev.signalbox.router.server;

import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.contract.RouterContractKit;
import dev.signalbox.router.core.KitWorld;
import org.springframework.test.web.reactive.server.WebTestClient;

class RouterOverHttpContractTest extends RouterContractKit {
  private final Router router =
      new HttpRouter(
          WebTestClient.bindToRouterFunction(RouterRoutes.of(KitWorld.router())).build());

  @Override
  protected Router router() {
    return router;
  }
}
