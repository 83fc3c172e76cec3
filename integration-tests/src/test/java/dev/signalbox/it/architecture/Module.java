package dev.signalbox.it.architecture;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** Every module, the package that it owns, and the modules that it may use. */
enum Module {
  ROUTER_API("router-service/router-api", "router.api"),
  WORKER_API("model-workers/worker-api", "worker.api"),
  CONFIG_READER("config-repo/config-reader", "config"),
  MODEL_STORE("model-workers/model-store", "store"),
  LLAMA_ENGINE("model-workers/llama-engine", "engine.llama", WORKER_API),
  SIM_ENGINE("model-workers/sim-engine", "engine.sim", WORKER_API),
  WORKER_SERVER(
      "model-workers/worker-server",
      "worker.server",
      WORKER_API,
      LLAMA_ENGINE,
      SIM_ENGINE,
      MODEL_STORE),
  ROUTER_CORE("router-service/router-core", "router.core", ROUTER_API, WORKER_API, CONFIG_READER),
  ROUTER_EMBEDDING("router-service/router-embedding", "router.embedding", ROUTER_CORE, ROUTER_API),
  ROUTER_BOOT(
      "router-service/router-boot",
      "router.boot",
      ROUTER_CORE,
      ROUTER_EMBEDDING,
      ROUTER_API,
      WORKER_API,
      CONFIG_READER),
  ROUTER_SERVER(
      "router-service/router-server", "router.server", ROUTER_BOOT, ROUTER_API, CONFIG_READER),
  ROUTER_LAB("router-service/router-lab", "router.lab", ROUTER_CORE, ROUTER_EMBEDDING, ROUTER_API),
  GATEWAY("gateway-service", "gateway", ROUTER_API, CONFIG_READER, ROUTER_BOOT),
  /** Of router-core it uses the binder and the default scorer, to check configuration. */
  CLI(
      "cli",
      "cli",
      CONFIG_READER,
      ROUTER_API,
      ROUTER_CORE,
      ROUTER_LAB,
      ROUTER_EMBEDDING,
      MODEL_STORE);

  private final String folder;
  private final String packageName;
  private final Set<Module> uses;

  Module(String folder, String packageName, Module... uses) {
    this.folder = folder;
    this.packageName = "dev.signalbox." + packageName;
    this.uses = Set.of(uses);
  }

  /** Where its classes lie. */
  Path classes(Path root) {
    return root.resolve(folder).resolve("target/classes");
  }

  /** Its package and those below, as ArchUnit writes it. */
  String packages() {
    return packageName + "..";
  }

  /** Packages that it must not use. */
  String[] forbidden() {
    return Arrays.stream(values())
        .filter(other -> other != this && !uses.contains(other))
        .map(Module::packages)
        .toArray(String[]::new);
  }
}
