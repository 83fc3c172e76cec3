package dev.signalbox.gateway.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered and kept is bounded. */
class RecentAnswersTest {
  @TempDir private Path folder = Path.of("");

  private static Answered answered(String id, int promptBytes) {
    return new Answered("acme", id, "expert", "default", "other", 0.5, 1, new byte[promptBytes]);
  }

  @Test
  void oldestIsForgottenBeyondTheNumber() {
    RecentAnswers recent = new RecentAnswers(2, 1_000);
    recent.remember(answered("a", 1));
    recent.remember(answered("b", 1));
    recent.remember(answered("a", 1));
    recent.remember(answered("c", 1));

    assertThat(recent.find("acme", "b")).isNull();
    assertThat(recent.find("acme", "a")).isNotNull();
    assertThat(recent.find("other", "a")).isNull();
  }

  @Test
  void oldestIsForgottenBeyondTheMemoryForPrompts() {
    RecentAnswers recent = new RecentAnswers(100, 1_000);
    recent.remember(answered("a", 600));
    recent.remember(answered("a", 600));
    recent.remember(answered("b", 300));
    assertThat(recent.find("acme", "a")).isNotNull();
    recent.remember(answered("c", 200));

    assertThat(recent.find("acme", "a")).isNull();
    assertThat(recent.find("acme", "b")).isNotNull();
  }

  @Test
  void lineThatACrashCutShortIsTakenOut() throws IOException {
    RatingStore store = new RatingStore(folder, 10_000, () -> Instant.EPOCH);
    Answered answered = new Answered("acme", "r", "expert", "default", "other", 0.5, 1, null);
    store.keep(answered, new Rating("r", 1, null), Set.of());
    Path file = folder.resolve("acme/ratings.jsonl");
    String whole = Files.readString(file);
    Files.writeString(file, whole + "{\"time\":\"19");
    store.keep(answered, new Rating("r", 0, null), Set.of());

    assertThat(Files.readString(file)).isEqualTo(whole + whole.replace("1.0}", "0.0}"));
  }

  @Test
  void fullFileMakesRoomAndOneOldOneStays() throws IOException {
    RatingStore store = new RatingStore(folder, 500, () -> Instant.EPOCH);
    for (int i = 0; i < 20; i++) {
      store.keep(
          new Answered("acme", "r" + i, "expert", "default", "other", 0.5, 1, null),
          new Rating("r" + i, 1, null),
          Set.of());
    }

    assertThat(Files.size(folder.resolve("acme/ratings.jsonl"))).isLessThanOrEqualTo(500);
    assertThat(Files.size(folder.resolve("acme/ratings.jsonl.old"))).isLessThanOrEqualTo(500);
    assertThat(Files.readString(folder.resolve("acme/ratings.jsonl"))).contains("\"r19\"");
  }
}
