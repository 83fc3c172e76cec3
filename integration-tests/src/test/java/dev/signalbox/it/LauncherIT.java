package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.client.ChatCall;
import dev.signalbox.it.process.Checkout;
import dev.signalbox.it.process.Eventually;
import dev.signalbox.it.process.Launched;
import dev.signalbox.it.process.Ports;
import dev.signalbox.it.process.Server;
import dev.signalbox.it.process.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code up} says and does where it cannot start, or not yet. */
class LauncherIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path home;
  private final int port = Ports.free();
  private final int adminPort = Ports.free();

  private Launched launch(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Checkout.root().resolve("signalbox").toString());
    command.addAll(List.of(arguments));
    Map<String, String> all = new HashMap<>(environment);
    all.put("SIGNALBOX_HOME", home.toString());
    return Launched.start("launcher-" + arguments[0], command, all);
  }

  private Launched up(Map<String, String> environment, String... flags) {
    List<String> arguments = new ArrayList<>(List.of("up"));
    arguments.addAll(List.of(flags));
    arguments.addAll(List.of("--port", "" + port, "--admin-port", "" + adminPort));
    return launch(environment, arguments.toArray(String[]::new));
  }

  private Launched upBefore(Server worker, String... more) {
    List<String> flags =
        new ArrayList<>(List.of("--small", worker.where("sim"), "--large", worker.where("sim")));
    flags.addAll(List.of(more));
    return up(Map.of(), flags.toArray(String[]::new));
  }

  @Test
  void aSecondDetachedOneLeavesTheFirstAndItsLogAlone() throws IOException {
    try (Server worker = Worker.simulated("sim").start();
        Launched first = upBefore(worker, "--detach")) {
      assertThat(first.exitCode(LIMIT)).as(first.output()).isZero();
      assertThat(ChatCall.of("small", "hi").send("http://127.0.0.1:" + port + "/v1").statusCode())
          .isEqualTo(200);
      Path log = home.resolve("logs/up-" + port + ".log");
      assertThat(Eventually.holds(LIMIT, () -> read(log).contains("outcome=completed"))).isTrue();
      String before = read(log);

      try (Launched second = upBefore(worker, "--detach")) {
        assertThat(second.exitCode(LIMIT)).isEqualTo(1);
        assertThat(second.output()).contains("port " + port + " belongs to the Signalbox at");
      }
      assertThat(read(log)).isEqualTo(before);

      try (Launched down = launch(Map.of(), "down", "--port", "" + port)) {
        assertThat(down.exitCode(LIMIT)).as(down.output()).isZero();
      }
    }
  }

  @Test
  void ofTwoAtOnceOneServesAndTheOtherEnds() {
    try (Server worker = Worker.simulated("sim").start();
        Launched one = upBefore(worker);
        Launched other = upBefore(worker)) {
      assertThat(Eventually.holds(LIMIT, () -> one.isAlive() != other.isAlive())).isTrue();
      Launched lost = one.isAlive() ? other : one;
      Launched serving = one.isAlive() ? one : other;
      assertThat(lost.exitCode(LIMIT)).isEqualTo(1);
      assertThat(lost.output()).contains("port " + port + " belongs to").doesNotContain("is ready");
      serving.await("the ready line", () -> serving.output().contains("is ready on"), LIMIT);
    }
  }

  @Test
  void aWrongSettingIsNamedWithItsValue() {
    try (Launched up =
        up(
            Map.of("SIGNALBOX_LIMITS_CONCURRENT", "0"),
            "--small",
            "http://127.0.0.1:1/v1#a",
            "--large",
            "http://127.0.0.1:1/v1#b")) {
      assertThat(Eventually.holds(LIMIT, () -> up.output().contains("the gateway ended")))
          .as(up.output())
          .isTrue();
      assertThat(up.output()).contains("Property: signalbox.limits.concurrent, Value: \"0\"");
    }
  }

  @Test
  void whoeverIsAwaitedIsNamed() {
    try (Launched up =
        up(Map.of(), "--small", "http://127.0.0.1:1/v1#a", "--large", "http://127.0.0.1:1/v1#b")) {
      String line = "not ready yet: expert a: a#0 is unreachable";
      up.await(line, () -> up.output().contains(line), LIMIT);
    }
  }

  @Test
  void nobodyToAskIsRefused(@TempDir Path config) {
    try (Launched up = up(Map.of(), "--config", config.toString())) {
      assertThat(up.exitCode(LIMIT)).isEqualTo(1);
      assertThat(up.output()).contains("no expert is configured in " + config);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
