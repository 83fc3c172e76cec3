package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.client.ChatCall;
import dev.signalbox.it.process.Eventually;
import dev.signalbox.it.process.Family;
import dev.signalbox.it.process.Server;
import dev.signalbox.it.process.Signalbox;
import dev.signalbox.it.process.Signals;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** One pid stands for everything: its end is the end of all, and a dead worker comes back. */
@Isolated("five seconds are short beside processes that start")
class SupervisorIT {

  @Test
  void interruptLeavesNoProcess() {
    try (Server up = Signalbox.up("--models", "toy")) {
      List<Long> family = Family.all(up.pid());
      assertThat(Family.workers(up.pid())).hasSize(2);
      up.process().signal("INT");
      up.process().exitCode(Duration.ofSeconds(10));
      assertThat(Eventually.holds(Duration.ofSeconds(1), () -> Family.alive(family).isEmpty()))
          .as("still there: %s", Family.alive(family))
          .isTrue();
    }
  }

  @Test
  void killedItLeavesNoProcessAfterFiveSeconds() {
    try (Server up = Signalbox.up("--models", "toy")) {
      List<Long> family = Family.all(up.pid());
      up.process().signal("KILL");
      assertThat(Eventually.holds(Duration.ofSeconds(5), () -> Family.alive(family).isEmpty()))
          .as("still there: %s", Family.alive(family))
          .isTrue();
    }
  }

  @Test
  void aKilledWorkerIsReplacedAndNobodyGetsAnythingButAnAnswerOr503() {
    try (Server up = Signalbox.up("--models", "toy")) {
      List<Long> before = Family.workers(up.pid());
      Signals.send(before.getFirst(), "KILL");
      Set<Integer> statuses = new TreeSet<>();
      boolean back =
          Eventually.holds(
              Duration.ofSeconds(60),
              () -> {
                statuses.add(status(up, "auto"));
                return Family.workers(up.pid()).size() == 2
                    && status(up, "small") == 200
                    && status(up, "large") == 200;
              });
      assertThat(back).as("traffic returned to both").isTrue();
      assertThat(statuses).isSubsetOf(200, 503);
      assertThat(Family.workers(up.pid())).doesNotContain(before.getFirst());
    }
  }

  private static int status(Server up, String model) {
    HttpResponse<String> answer = ChatCall.of(model, "hi").with("max_tokens", 4).send(up.base());
    if (answer.statusCode() == 503) {
      assertThat(answer.headers().firstValue("retry-after")).isPresent();
    }
    return answer.statusCode();
  }
}
