package dev.signalbox.conformance.promise.stream;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.upstream.Call;
import dev.signalbox.conformance.upstream.Json;
import dev.signalbox.conformance.upstream.Script;
import dev.signalbox.conformance.upstream.StreamScript;
import java.time.Duration;

/**
 * The upstream offers 64 MiB. What the kernels of three sockets buffer is allowed; what a gateway
 * would have to hold in its own memory is not.
 */
public final class SlowClientSlowsUpstream implements Promise {
  private static final int EVENTS = 1024;
  private static final String TEXT = "z".repeat(64 << 10);
  private static final long ALLOWED = 32L << 20;

  @Override
  public String says() {
    return "A client that does not read slows the upstream down, and still gets every byte.";
  }

  @Override
  public String check(Stage stage) throws Exception {
    StreamScript script = Script.stream();
    for (int i = 0; i < EVENTS; i++) {
      script.data(Json.delta(0, TEXT));
    }
    try (Stage.Open open = stage.open(Chat.streaming(), script.whole())) {
      Call call = open.arrived();
      long held = settled(call);
      Broken.unless(held < ALLOWED, "took %d MiB for a client that reads nothing", held >> 20);
      Answer answer = open.exchange().answer(stage.patience().multipliedBy(4));
      Seen.wholeStream(answer, TEXT.repeat(EVENTS));
      return "paused at %d MiB, then 64 MiB whole".formatted(held >> 20);
    }
  }

  private static long settled(Call call) throws InterruptedException {
    long before = -1;
    while (before != call.written() && call.written() < ALLOWED) {
      before = call.written();
      Thread.sleep(Duration.ofMillis(400));
    }
    return call.written();
  }
}
