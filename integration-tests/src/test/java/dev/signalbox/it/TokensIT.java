package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.client.Http;
import dev.signalbox.it.process.Gateway;
import dev.signalbox.it.process.Server;
import dev.signalbox.it.process.Worker;
import dev.signalbox.store.ModelStore;
import dev.signalbox.store.StoreHome;
import dev.signalbox.store.fetch.PullProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real weights: the ids that reach the client are those that the worker drew, none lost or twice.
 */
class TokensIT {
  private static final String MODEL = "smollm2-135m";
  private static Server worker;
  private static Server gateway;

  @BeforeAll
  static void start() {
    ModelStore store = ModelStore.open(StoreHome.ofThisProcess(), System.getenv());
    worker =
        Worker.llama(
                MODEL,
                store.model(MODEL, PullProgress.SILENT),
                store.engine("cpu", PullProgress.SILENT))
            .set("signalbox.worker.context-length", "1024")
            .set("signalbox.worker.slots", "4")
            .start();
    gateway = Gateway.create().small(worker.where(MODEL)).large(worker.where(MODEL)).start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    worker.close();
  }

  @Test
  void idsOfEachStreamAreTheWorkersOwn() throws Exception {
    long before = completionTokens();
    List<Callable<List<Integer>>> streams = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String body = body("small", i, true);
      streams.add(() -> ids(body));
    }
    long streamed = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Integer>>> together = threads.invokeAll(streams);
      for (Future<List<Integer>> ids : together) {
        streamed += ids.get().size();
      }
      assertThat(completionTokens() - before).isEqualTo(streamed);
      for (int i = 0; i < together.size(); i++) {
        assertThat(together.get(i).get()).as("stream %d", i).isEqualTo(alone(i));
      }
    }
  }

  private static List<Integer> alone(int number) {
    JsonNode choice =
        Http.json(Http.post(worker.base() + "/completions", body(MODEL, number, false)))
            .at("/choices/0");
    return ints(choice.path("token_ids"));
  }

  private static List<Integer> ids(String body) {
    List<Integer> all = new ArrayList<>();
    Http.lines(gateway.base() + "/completions", body)
        .body()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> JsonMapper.shared().readTree(line.substring("data: ".length())))
        .forEach(chunk -> all.addAll(ints(chunk.at("/choices/0/token_ids"))));
    return all;
  }

  private static List<Integer> ints(JsonNode ids) {
    return ids.valueStream().map(JsonNode::asInt).toList();
  }

  private static long completionTokens() {
    return Http.get(worker.url() + "/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.matches("signalbox_worker_tokens_completion_total\\b.*"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static String body(String model, int number, boolean stream) {
    return """
    {"model":"%s","prompt":"Chapter %d. Once upon a time","max_tokens":48,"temperature":0.7,
     "seed":%d,"return_token_ids":true,"stream":%s}
    """
        .formatted(model, number, number, stream);
  }
}
