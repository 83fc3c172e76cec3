package dev.signalbox.conformance;

import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tries promises on one gateway, one after the other. Before each, the gateway must answer plain
 * requests, so that one broken promise is not counted against the next.
 */
public final class Trial {
  private static final Duration RECOVERY = Duration.ofSeconds(90);
  private static final int GOOD_IN_A_ROW = 2;

  private final Stage stage;

  public Trial(Stage stage) {
    this.stage = stage;
  }

  /**
   * Tries each of {@code promises}.
   *
   * @param heard told each verdict as it falls
   * @throws IOException if the gateway cannot be reached, or answers no plain request for 90 s
   */
  public List<Verdict> of(List<Promise> promises, Consumer<Verdict> heard)
      throws IOException, InterruptedException {
    List<Verdict> verdicts = new ArrayList<>();
    for (Promise promise : promises) {
      Duration wait = untilWell();
      Verdict verdict = judged(promise);
      if (wait.compareTo(Duration.ofSeconds(1)) > 0) {
        verdict =
            new Verdict(
                verdict.promise(),
                verdict.says(),
                verdict.outcome(),
                verdict.seen()
                    + " (after %d s of refusing plain requests)".formatted(wait.toSeconds()));
      }
      verdicts.add(verdict);
      heard.accept(verdict);
    }
    return verdicts;
  }

  /** Tries one promise. */
  public Verdict judged(Promise promise) {
    Verdict.Outcome outcome = Verdict.Outcome.NOT_TRIED;
    String seen = "needs a setting, see --help";
    if (promise.applies(stage)) {
      try {
        seen = promise.check(stage);
        outcome = Verdict.Outcome.KEPT;
      } catch (Broken e) {
        seen = String.valueOf(e.getMessage());
        outcome = Verdict.Outcome.BROKEN;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        seen = "interrupted";
      } catch (Exception e) {
        seen = e.getClass().getSimpleName() + ": " + e.getMessage();
        outcome = Verdict.Outcome.BROKEN;
      }
    }
    return new Verdict(promise.id(), promise.says(), outcome, seen);
  }

  private Duration untilWell() throws IOException, InterruptedException {
    long start = System.nanoTime();
    for (int good = 0; good < GOOD_IN_A_ROW; ) {
      Answer answer = stage.ask(Chat.plain(), Script.completion("fine")).answer();
      good = answer.status() == 200 ? good + 1 : 0;
      if (System.nanoTime() - start > RECOVERY.toNanos()) {
        throw new IOException(
            "no good answer for %d s; the last was status %d: %s"
                .formatted(RECOVERY.toSeconds(), answer.status(), Seen.excerpt(answer.text())));
      }
      if (good == 0) {
        Thread.sleep(Duration.ofMillis(100));
      }
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
