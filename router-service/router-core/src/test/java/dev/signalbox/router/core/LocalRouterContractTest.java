package dev.signalbox.router.core;

import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.contract.RouterContractKit;

class LocalRouterContractTest extends RouterContractKit {
  private final LocalRouter router = KitWorld.router();

  @Override
  protected Router router() {
    return router;
  }
}
