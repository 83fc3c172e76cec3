package dev.signalbox.worker.server;

import dev.signalbox.engine.llama.Accelerator;
import dev.signalbox.engine.llama.LlamaEngine;
import dev.signalbox.engine.llama.LlamaOptions;
import dev.signalbox.engine.sim.SimEngine;
import dev.signalbox.engine.sim.SimOptions;
import dev.signalbox.worker.server.lifecycle.EngineOpener;
import dev.signalbox.worker.server.lifecycle.ModelHost;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which engine this worker has. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {
  private static final int SIM_CONTEXT = 4096;

  @Bean
  EngineOpener engineOpener(WorkerProperties properties) {
    return switch (properties.engine()) {
      case SIM -> () -> SimEngine.open(simOptions(properties));
      case LLAMA -> () -> LlamaEngine.open(llamaOptions(properties));
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

  private static LlamaOptions llamaOptions(WorkerProperties properties) {
    Path file = properties.requiredModelFile();
    return new LlamaOptions(
        properties.modelId(),
        properties.modelVersion() == null ? versionOf(file) : properties.modelVersion(),
        file,
        properties.requiredLibraryDir(),
        Accelerator.valueOf(properties.accelerator().name()),
        properties.gpuLayers(),
        properties.contextLength(),
        properties.slots(),
        properties.queueCapacity(),
        properties.threads());
  }

  /** Stands for the weights where nobody told their digest; reading them all would cost seconds. */
  private static String versionOf(Path file) {
    return "file:" + file.getFileName() + ":" + file.toFile().length();
  }

  private static SimOptions simOptions(WorkerProperties properties) {
    WorkerProperties.Sim sim = properties.sim();
    return new SimOptions(
        properties.modelId(),
        properties.contextLength() == 0 ? SIM_CONTEXT : properties.contextLength(),
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
