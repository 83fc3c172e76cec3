package dev.signalbox.router.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserTurnsTest {
  private static final String PROOF = "Prove that there are infinitely many primes.";

  private final UserTurns turns = new UserTurns();

  @ParameterizedTest
  @ValueSource(
      strings = {"Continue.", "go on", "Why?", " Yes,\tplease do it. ", "", "translate to German"})
  void aTurnOfFewWordsLeansOnTheOneBefore(String turn) {
    turns.add(PROOF);
    turns.add(turn);

    assertThat(turns.last()).isEqualTo(turn);
    assertThat(turns.topic()).isEqualTo(PROOF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "17 + 25?",
        "What is a prime number?",
        "x=1",
        "\u8bf7\u7ee7\u7eed",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void aTurnThatSaysSomethingStandsByItself(String turn) {
    turns.add(PROOF);
    turns.add(turn);

    assertThat(turns.topic()).isEmpty();
  }

  @Test
  void severalShortTurnsLeanOnTheLastThatSaidSomething() {
    turns.add("Write a poem about autumn in the city.");
    turns.add(PROOF);
    turns.add("Continue.");
    turns.add("Go on.");

    assertThat(turns.topic()).isEqualTo(PROOF);
  }

  @Test
  void theFirstTurnHasNothingToLeanOn() {
    assertThat(turns.last()).isEmpty();
    assertThat(turns.topic()).isEmpty();
    turns.add("Hello!");
    assertThat(turns.topic()).isEmpty();
    turns.add("Hello?");
    assertThat(turns.topic()).isEmpty();
  }
}
