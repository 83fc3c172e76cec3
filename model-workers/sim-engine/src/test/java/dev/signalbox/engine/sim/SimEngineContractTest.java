package dev.signalbox.engine.sim;

import dev.signalbox.worker.api.Engine;
import dev.signalbox.worker.api.EngineContractKit;

class SimEngineContractTest extends EngineContractKit {

  @Override
  protected Engine open(int slots, int queueCapacity) {
    return SimEngine.open(SimOptions.of("sim").withLimits(4096, slots, queueCapacity));
  }
}
