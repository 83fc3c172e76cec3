package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.client.Http;
import dev.signalbox.it.process.Server;
import dev.signalbox.it.process.Signals;
import dev.signalbox.it.process.Worker;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A worker alone: it answers, says how it stands, and does not outlive its parent. */
@Isolated("five seconds are short beside processes that start")
class WorkerIT {

  @Test
  void streamsAnAnswerAndSaysHowItStands() {
    try (Server worker = Worker.simulated("sim").start()) {
      HttpResponse<Stream<String>> answer =
          Http.lines(
              worker.base() + "/chat/completions",
              "{\"model\":\"sim\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
      List<String> lines = answer.body().filter(line -> !line.isEmpty()).toList();
      assertThat(lines).allMatch(line -> line.startsWith("data: ")).endsWith("data: [DONE]");
      assertThat(
              Http.json(Http.get(worker.url() + "/worker/status")).at("/models/0/state").asString())
          .isEqualTo("READY");
    }
  }

  @Test
  void endsWithinFiveSecondsOfItsParent() throws Exception {
    Process parent = new ProcessBuilder("sleep", "600").start();
    try (Server worker =
        Worker.simulated("orphan")
            .set("signalbox.worker.parent-pid", Long.toString(parent.pid()))
            .start()) {
      parent.destroyForcibly().waitFor();
      worker.process().exitCode(Duration.ofSeconds(5));
      assertThat(Signals.isAlive(worker.pid())).isFalse();
    }
  }
}
