package dev.signalbox.bench.pair.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The answer is 42 | 42",
        "The answer is 42. | 42",
        "the ANSWER IS: **42** | 42",
        "The answer is $1,234.00 | 1234",
        "The answer is $1,234,567.50. | 1234567.5",
        "The answer is 75% | 75",
        "The answer is 6 * 7 = 42. | 42",
        "The answer is 10-5 = 5 | 5",
        "The answer is 10-5 | 5",
        "The answer is 10 - 5 | 5",
        "The answer is -5 | -5",
        "The answer is \u22125. | -5",
        "The answer is -$5 | -5",
        "The answer is $-5 | -5",
        "The answer is \u20ac.50 | 0.5",
        "The answer is \\boxed{42}. | 42",
        "The answer is \\$42 | 42",
        "The answer is 1{,}000 | 1000",
        "The answer is 1\\,000 | 1000",
        "The answer is 42.000 | 42",
        "The answer is 007 | 7",
        "The answer is 3.5 hours | 3.5",
        "The answer is 1,2 and 30 | 30",
        "So 3 + 4 = 7 | 7",
        "#### 1,080 | 1080",
        "He pays 5, then 6 | 6",
      })
  void readsTheNumberThatAnAnswerEndsIn(String answer, BigDecimal expected) {
    assertThat(Grade.number(answer)).isEqualByComparingTo(expected);
    assertThat(Grade.isRight(answer, expected)).isTrue();
  }

  @Test
  void whatFollowsTheLineOfTheAnswerDoesNotCount() {
    assertThat(Grade.number("The answer is 42.\n\nNote: this took 3 steps."))
        .isEqualByComparingTo("42");
  }

  @Test
  void answerMayStandBelowItsWords() {
    assertThat(Grade.number("The answer is:\n\n\\[ 42 \\]\n\nThat took 3 steps."))
        .isEqualByComparingTo("42");
  }

  @Test
  void lastOfSeveralAnswersCounts() {
    assertThat(Grade.number("The answer is 41.\nWait. The answer is 42.\nIt is 43?"))
        .isEqualByComparingTo("42");
  }

  @Test
  void wordsWithoutANumberBehindThemAreNoAnswer() {
    assertThat(Grade.number("The answer is 42. So 42 it is, and the answer is correct."))
        .isEqualByComparingTo("42");
    assertThat(Grade.number("7 + 8 = 15, so the answer is fifteen")).isEqualByComparingTo("15");
  }

  @Test
  void noNumberIsWrong() {
    assertThat(Grade.number("I do not know.")).isNull();
    assertThat(Grade.isRight("", BigDecimal.ZERO)).isFalse();
    assertThat(Grade.isRight("The answer is N.", BigDecimal.ONE)).isFalse();
  }

  @Test
  void fractionIsNotGuessed() {
    assertThat(Grade.isRight("The answer is 1/2", new BigDecimal("0.5"))).isFalse();
  }
}
