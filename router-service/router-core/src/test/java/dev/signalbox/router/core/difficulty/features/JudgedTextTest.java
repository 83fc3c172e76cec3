package dev.signalbox.router.core.difficulty.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.RoutingPrompt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgedTextTest {
  private static final String QUESTION = "Which planet is largest?\nA. Mars\nB. Jupiter\nC. Venus";

  @Test
  void workedExamplesBeforeAnOpenAnswerArePassedOver() {
    String prompt =
        "Choose the right option.\n\nWhich gas do plants take in?\nA. Oxygen\nB. Carbon dioxide\n"
            + "C. Neon\nAnswer: B\n\n"
            + QUESTION
            + "\nAnswer:";
    assertThat(judged(prompt).strip()).isEqualTo(QUESTION + "\nAnswer:");
  }

  @Test
  void questionsThatWereAnsweredArePassedOver() {
    String prompt = "Q: What is 2 + 2?\nA: It is 4.\n\nQ: What is 3 * 7?\nA:";
    assertThat(judged(prompt)).isEqualTo("Q: What is 3 * 7?\nA:");
    assertThat(judged("Question: a?\nAnswer: b\n\nQuestion: What is c?"))
        .isEqualTo("Question: What is c?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Answer:",
        "What is 2 + 2?\nAnswer:",
        "Question: one?\nQuestion: two?",
        "Which?\nA: one\nB: two\nC: three\nAnswer:",
        "Q: one?\nA:",
        "answer: \n"
      })
  void otherTextsAreJudgedWhole(String text) {
    assertThat(judged(text)).isEqualTo(text);
  }

  @Test
  void whereTheUserWroteNothingTheSystemTextIsJudged() {
    assertThat(JudgedText.of(new RoutingPrompt(" ", "", "Be brief.", 2, 10)))
        .isEqualTo("Be brief.");
  }

  @Test
  void aTurnThatLeansOnAnEarlierOneIsJudgedWithIt() {
    assertThat(JudgedText.of(new RoutingPrompt("Go on.", "Prove it.", "Be brief.", 4, 30)))
        .isEqualTo("Prove it.\nGo on.");
  }

  private static String judged(String text) {
    return JudgedText.of(RoutingPrompt.of(text));
  }
}
