package dev.signalbox.gateway.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What is remembered and kept is bounded. */
class RecentAnswersTest {
  @TempDir private Path folder = Path.of("");

  private static final Circumstances CIRCUMSTANCES =
      new Circumstances(
          Mode.SINGLE,
          "expert",
          0.875,
          Map.of("small", 0.5, "org/m:1", -0.025, "large", 0.75),
          "trained-1",
          "auto",
          Set.of(Capability.TOOLS, Capability.CHAT),
          12,
          0,
          0.25,
          null,
          ClientThinking.OFF,
          new Tokens(10, 0, 5));

  private static Answered answered(String id, int promptBytes) {
    return answered(id, new byte[promptBytes]);
  }

  private static Answered answered(String id, byte @Nullable [] prompt) {
    return new Answered("acme", id, "expert", "default", "other", 0.5, 1, CIRCUMSTANCES, prompt);
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
  void whatIsFoundIsWhatWasRemembered() {
    RecentAnswers recent = new RecentAnswers(3, 1_000);
    Circumstances unlike =
        new Circumstances(
            Mode.CASCADE,
            "other",
            null,
            Map.of(),
            "trained-2",
            "small",
            Set.of(),
            7,
            64,
            null,
            0.75,
            ClientThinking.ON,
            new Tokens(1, 2, 3));
    List<Answered> all =
        List.of(
            answered("0123456789abcdef0123456789abcdef", 5),
            answered("an id of another form", null),
            new Answered("zeta", "f".repeat(32), "x", "y", "z", 0.125, 0.5, unlike, null));
    for (int turn = 0; turn < 3; turn++) {
      all.forEach(recent::remember);
      for (Answered answered : all) {
        assertThat(recent.find(answered.tenant(), answered.requestId())).isEqualTo(answered);
      }
    }
    assertThat(recent.find("acme", "f".repeat(32))).isNull();
    assertThat(recent.find("acme", "F".repeat(32))).isNull();
    assertThat(recent.find("acme", "0".repeat(32))).isNull();
  }

  @Test
  void ofTwoAnswersWithOneIdTheNewerIsFound() {
    RecentAnswers recent = new RecentAnswers(3, 1_000);
    recent.remember(answered("a", 1));
    recent.remember(answered("a", 2));
    Answered found = Objects.requireNonNull(recent.find("acme", "a"));
    assertThat(found.promptBytes()).isEqualTo(2);
  }

  @Test
  void answerWhosePromptAloneIsTooLongIsForgotten() {
    RecentAnswers recent = new RecentAnswers(1, 100);
    recent.remember(answered("a", 101));
    assertThat(recent.find("acme", "a")).isNull();
    recent.remember(answered("b", 100));
    assertThat(recent.find("acme", "b")).isNotNull();
  }

  @Test
  void ratingThatIsFasterThanTheBooksFindsItsAnswerAMomentLater() {
    VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    RecentAnswers recent = new RecentAnswers(2, 1_000);
    List<String> found = new ArrayList<>();
    recent.findSoon("acme", "a", timer).subscribe(answered -> found.add(answered.requestId()));
    recent.findSoon("other", "a", timer).subscribe(answered -> found.add("another's"));

    recent.remember(answered("a", 1));
    assertThat(found).isEmpty();
    timer.advanceTimeBy(Duration.ofMillis(250));

    assertThat(found).containsExactly("a");
    timer.dispose();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64})
  void thoseThatAreHeldAreFoundAndNoOthers(int most) {
    Random random = new Random(most);
    RecentAnswers recent = new RecentAnswers(most, 40);
    Deque<Answered> held = new ArrayDeque<>();
    for (int i = 0; i < 5_000; i++) {
      Answered answered = answered(Integer.toString(random.nextInt(most * 2)), random.nextInt(6));
      recent.remember(answered);
      if (held.size() == most) {
        held.removeFirst();
      }
      held.addLast(answered);
      while (held.stream().mapToInt(Answered::promptBytes).sum() > 40) {
        held.removeFirst();
      }

      String id = Integer.toString(random.nextInt(most * 2));
      Answered newest =
          held.stream().filter(one -> one.requestId().equals(id)).reduce((a, b) -> b).orElse(null);
      assertThat(recent.find("acme", id)).isEqualTo(newest);
      assertThat(recent.find("other", id)).isNull();
    }
  }

  @Test
  void whatIsNotKnownIsNotLookedForAmongAll() {
    int most = 200_000;
    RecentAnswers recent = new RecentAnswers(most, 1_000);
    HexFormat hex = HexFormat.of();
    for (int i = 0; i < most; i++) {
      recent.remember(answered(hex.toHexDigits(i) + "0".repeat(24), null));
    }

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < most; i++) {
            assertThat(recent.find("acme", hex.toHexDigits(i) + "1".repeat(24))).isNull();
          }
        });
    assertThat(recent.find("acme", hex.toHexDigits(0) + "0".repeat(24))).isNotNull();
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
    Answered answered = answered("r", null);
    store.keep(answered, new Rating("r", 1, null), Set.of());
    Path file = folder.resolve("acme/ratings.jsonl");
    String whole = Files.readString(file);
    Files.writeString(file, whole + "{\"time\":\"19");
    store.keep(answered, new Rating("r", 0, null), Set.of());

    assertThat(Files.readString(file)).isEqualTo(whole + whole.replace("1.0}", "0.0}"));
  }

  @Test
  void ratingHoldsWhatAnotherPolicyWouldHaveToKnow() {
    byte[] line = RatingLines.rating(answered("r", null), new Rating("r", 0.5, "w"), Instant.EPOCH);

    assertThat(new String(line, StandardCharsets.UTF_8))
        .contains(
            "\"tenant\":\"acme\"",
            "\"mode\":\"single\",\"chosen\":\"expert\",\"category_confidence\":0.875",
            "\"expected\":{\"large\":0.75,\"org/m:1\":-0.025,\"small\":0.5},\"router\"",
            "\"model\":\"auto\",\"needs\":[\"chat\",\"tools\"],\"prompt_estimate\":12",
            "\"max_tokens\":0,\"wished_large_share\":0.25,\"wished_thinking\":\"off\"",
            "\"prompt_tokens\":10,\"completion_tokens\":5,\"score\":0.5")
        .doesNotContain("wished_quality");
  }

  @Test
  void fullFileMakesRoomAndOneOldOneStays() throws IOException {
    RatingStore store = new RatingStore(folder, 1_000, () -> Instant.EPOCH);
    for (int i = 0; i < 20; i++) {
      store.keep(answered("r" + i, null), new Rating("r" + i, 1, null), Set.of());
    }

    assertThat(Files.size(folder.resolve("acme/ratings.jsonl"))).isLessThanOrEqualTo(1_000);
    assertThat(Files.size(folder.resolve("acme/ratings.jsonl.old"))).isLessThanOrEqualTo(1_000);
    assertThat(Files.readString(folder.resolve("acme/ratings.jsonl"))).contains("\"r19\"");
  }
}
