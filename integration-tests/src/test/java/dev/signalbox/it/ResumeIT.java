package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.client.Http;
import dev.signalbox.it.process.Checkout;
import dev.signalbox.it.process.Gateway;
import dev.signalbox.it.process.Server;
import dev.signalbox.it.process.Worker;
import dev.signalbox.it.rig.ConfigFolder;
import dev.signalbox.store.ModelStore;
import dev.signalbox.store.StoreHome;
import dev.signalbox.store.fetch.PullProgress;
import dev.signalbox.store.toy.ToyModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A worker killed with -9 in the middle of a stream: the client's answer is the undisturbed one,
 * byte for byte, because another worker of the same model goes on from the token ids.
 */
class ResumeIT {
  private static final String MODEL = "toy";
  private static final int TOKENS = 1500;
  private static final List<Server> workers = new ArrayList<>();
  private static Server gateway;

  @BeforeAll
  static void start() throws Exception {
    ModelStore store = ModelStore.open(StoreHome.ofThisProcess(), System.getenv());
    Path libraries = store.engine("cpu", PullProgress.SILENT);
    Path toy = ToyModels.write(Files.createTempDirectory(Checkout.leavings(), "toy-")).small();
    StringBuilder expert = new StringBuilder("id: toy\ntiers: [small, large]\nreplicas:\n");
    for (int i = 0; i < 4; i++) {
      Server worker =
          Worker.llama(MODEL, toy, libraries)
              .set("signalbox.worker.id", "toy-" + i)
              .set("signalbox.worker.context-length", "4096")
              .start();
      workers.add(worker);
      expert.append("  - url: %s%n    model: %s%n".formatted(worker.base(), MODEL));
    }
    ConfigFolder config =
        ConfigFolder.create()
            .write("experts/toy.yaml", expert.toString())
            .write("policies/default.yaml", "id: default\nresume: exact\n");
    gateway = Gateway.create().config(config.path()).start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    workers.forEach(Server::close);
  }

  @ParameterizedTest
  @CsvSource({
    "/chat/completions, 0, 0, 0",
    "/chat/completions, 0.9, 0.6, 0.4",
    "/completions, 0.8, 0, 0",
  })
  void theAnswerIsTheUndisturbedOne(
      String path, double temperature, double presence, double frequency) throws Exception {
    String body = body(path, temperature, presence, frequency);
    List<JsonNode> undisturbed = chunks(path, body, false);
    double broken = brokenStreams();

    List<JsonNode> disturbed = chunks(path, body, true);

    assertThat(brokenStreams()).as("streams that broke off").isEqualTo(broken + 1);
    assertThat(text(disturbed)).isEqualTo(text(undisturbed));
    assertThat(disturbed.getLast().path("usage").path("completion_tokens").asInt())
        .isEqualTo(TOKENS);
    assertThat(disturbed.getLast().path("usage").path("prompt_tokens"))
        .isEqualTo(undisturbed.getLast().path("usage").path("prompt_tokens"));
    assertThat(disturbed.stream().map(chunk -> chunk.path("id")).distinct()).hasSize(1);
    assertThat(disturbed.stream().map(chunk -> chunk.path("object")).distinct()).hasSize(1);
    assertThat(disturbed.toString()).doesNotContain("token_ids");
  }

  private static String body(String path, double temperature, double presence, double frequency) {
    String prompt =
        path.startsWith("/chat")
            ? "\"messages\":[{\"role\":\"user\",\"content\":\"Tell me of a city.\"}]"
            : "\"prompt\":\"There was a city\"";
    return """
    {"model":"toy","stream":true,"stream_options":{"include_usage":true},"max_tokens":%d,
     "ignore_eos":true,"seed":11,"temperature":%s,"presence_penalty":%s,"frequency_penalty":%s,%s}
    """
        .formatted(TOKENS, temperature, presence, frequency, prompt);
  }

  /**
   * All chunks of a stream that ends whole; kills who writes it at its hundredth chunk, if asked.
   */
  private static List<JsonNode> chunks(String path, String body, boolean kill) {
    List<String> lines = new ArrayList<>();
    Http.lines(gateway.base() + path, body)
        .body()
        .filter(line -> line.startsWith("data: "))
        .forEach(line -> {
          lines.add(line.substring("data: ".length()));
          if (kill && lines.size() == 100) {
            killWhoWrites();
          }
        });
    assertThat(lines.getLast()).isEqualTo("[DONE]");
    return lines.subList(0, lines.size() - 1).stream()
        .map(line -> (JsonNode) JsonMapper.shared().readTree(line))
        .toList();
  }

  private static void killWhoWrites() {
    for (Server worker : workers) {
      if (worker.process().isAlive()
          && Http.json(Http.get(worker.url() + "/worker/status")).at("/models/0/running").asInt()
              > 0) {
        worker.process().signal("KILL");
        return;
      }
    }
    throw new AssertionError("nobody was writing");
  }

  private static String text(List<JsonNode> chunks) {
    return chunks.stream()
        .map(chunk -> chunk.at("/choices/0"))
        .map(choice -> choice.at("/delta/content").asString("") + choice.path("text").asString(""))
        .collect(Collectors.joining());
  }

  private static double brokenStreams() {
    return Http.get(gateway.adminUrl() + "/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith("signalbox_gateway_attempts_total"))
        .filter(line -> line.contains("broke_mid_stream"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
