package dev.signalbox.conformance.promise.stream;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fifty streams at once each get their own text. */
public final class ManyStreamsAtOnce implements Promise {
  private static final int STREAMS = 50;

  @Override
  public String says() {
    return "Fifty streams at once each get their own text.";
  }

  @Override
  public String check(Stage stage) throws Exception {
    List<Callable<String>> all = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      String mine = "s%d ".formatted(i);
      all.add(() -> one(stage, mine));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> stream : threads.invokeAll(all)) {
        String wrong = stream.get();
        Broken.unless(wrong.isEmpty(), "%s", wrong);
      }
    }
    return "50 of 50";
  }

  private static String one(Stage stage, String mine) throws IOException {
    Script script =
        Script.stream().texts(Duration.ofMillis(5), mine, mine, mine, mine, mine, mine).whole();
    try {
      Seen.wholeStream(stage.ask(Chat.streaming(), script).answer(), mine.repeat(6));
      return "";
    } catch (Broken e) {
      return String.valueOf(e.getMessage());
    }
  }
}
