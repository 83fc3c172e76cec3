package dev.signalbox.bench.chaos;

import dev.signalbox.bench.checkout.Checkout;
import dev.signalbox.bench.instance.Instance;
import dev.signalbox.bench.traffic.Client;
import dev.signalbox.conformance.client.Target;
import dev.signalbox.conformance.upstream.ScriptedUpstream;
import dev.signalbox.store.StoreHome;
import dev.signalbox.store.toy.ToyModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The toy pair as experts with two workers and one liar each, and the gateway before them. */
final class Stage implements AutoCloseable {
  private static final String LEAK_DETECTION = "-Dio.netty.leakDetection.level=paranoid";

  /**
   * Shorter than the longest freeze: some are waited out, some are given up. The answers that may
   * be rated are so few that their place is full before the trouble begins: what grows then is a
   * leak.
   */
  private static final Map<String, String> GATEWAY =
      Map.of(
          "SIGNALBOX_DISPATCH_FIRSTTOKENTIMEOUT", "4s",
          "SIGNALBOX_DISPATCH_ANSWERTIMEOUT", "6s",
          "SIGNALBOX_STREAM_IDLETIMEOUT", "3s",
          "SIGNALBOX_FEEDBACK_RECENT", "50",
          "JDK_JAVA_OPTIONS", LEAK_DETECTION);

  private final Path folder;
  private final Map<String, List<KeptWorker>> workers = new LinkedHashMap<>();
  private final List<ScriptedUpstream> liars = new ArrayList<>();
  private final Instance instance;

  /** Starts everything and waits until it is ready. */
  Stage(Path folder, long seed) throws IOException, InterruptedException {
    this.folder = folder;
    ToyModels toys = ToyModels.write(folder);
    ToyWorkers start = new ToyWorkers(folder);
    Path config = folder.resolve("config");
    copyPolicies(config.resolve("policies"));
    for (String tier : List.of("small", "large")) {
      String expert = "toy-" + tier;
      Path weights = tier.equals("small") ? toys.small() : toys.large();
      workers.put(
          expert,
          List.of(
              start.start(tier + "-1", expert, weights, LEAK_DETECTION),
              start.start(tier + "-2", expert, weights, LEAK_DETECTION)));
      liars.add(Liar.start(seed + liars.size()));
      writeExpert(config.resolve("experts"), expert, tier);
    }
    ToyWorkers.awaitReady(workers());
    instance = Instance.up(List.of("--config=" + config), GATEWAY, folder.resolve("signalbox.log"));
  }

  Instance instance() {
    return instance;
  }

  List<KeptWorker> workers() {
    return workers.values().stream().flatMap(List::stream).toList();
  }

  /** A worker of each expert, asked without the gateway. */
  Map<String, Client> direct() {
    Map<String, Client> direct = new LinkedHashMap<>();
    workers.forEach((expert, its) -> {
      int port = its.getFirst().port();
      direct.put(expert, new Client(new Target("127.0.0.1", port, "/v1", expert, List.of())));
    });
    return direct;
  }

  /** Lines that Netty wrote about buffers that nobody released, in every log of this stage. */
  int leaks() throws IOException {
    Path logs = StoreHome.ofThisProcess().logs().resolve(Integer.toString(instance.port()));
    int leaks = 0;
    try (Stream<Path> files = Stream.concat(Files.list(logs), Files.list(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.toString().endsWith(".gguf")) {
          leaks += count(file);
        }
      }
    }
    return leaks;
  }

  private static int count(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      return (int) lines.filter(line -> line.contains("LEAK:")).count();
    }
  }

  private static void copyPolicies(Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(Checkout.config().resolve("policies"))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private void writeExpert(Path experts, String expert, String tier) throws IOException {
    Files.createDirectories(experts);
    StringBuilder yaml =
        new StringBuilder("id: %s\ntiers: [%s]\nreplicas:\n".formatted(expert, tier));
    for (KeptWorker worker : workers.getOrDefault(expert, List.of())) {
      yaml.append(
          "  - {url: \"http://127.0.0.1:%d/v1\", model: %s}\n".formatted(worker.port(), expert));
    }
    yaml.append(
        "  - {url: \"http://127.0.0.1:%d/v1\", model: m}\n".formatted(liars.getLast().port()));
    Files.writeString(experts.resolve(expert + ".yaml"), yaml);
  }

  @Override
  public void close() throws IOException {
    instance.close();
    workers().forEach(KeptWorker::close);
    for (ScriptedUpstream liar : liars) {
      liar.close();
    }
  }
}
