package dev.signalbox.worker.server;

import dev.signalbox.engine.sim.SimEngine;
import dev.signalbox.engine.sim.SimOptions;
import dev.signalbox.worker.server.lifecycle.EngineOpener;
import dev.signalbox.worker.server.lifecycle.ModelHost;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which engine this worker has. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

  @Bean
  EngineOpener engineOpener(WorkerProperties properties) {
    return switch (properties.engine()) {
      case SIM -> () -> SimEngine.open(simOptions(properties));
      case LLAMA -> throw new IllegalStateException("the llama engine is not in this build");
    };
  }

  @Bean
  ModelHost modelHost(WorkerProperties properties, EngineOpener opener) {
    return new ModelHost(
        properties.modelId(),
        opener,
        properties.drainLimit(),
        work -> Thread.ofPlatform().name("engine-change").daemon().start(work));
  }

  private static SimOptions simOptions(WorkerProperties properties) {
    WorkerProperties.Sim sim = properties.sim();
    return new SimOptions(
        properties.modelId(),
        properties.contextLength(),
        properties.slots(),
        properties.queueCapacity(),
        sim.seed(),
        sim.firstToken(),
        sim.perPromptToken(),
        sim.perToken(),
        sim.answerTokens(),
        Map.of(),
        -1);
  }
}
