package dev.signalbox.router.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which language a request is written. */
class LanguagesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|What is the capital of France?",
        "en|Write a function that reverses a string, and explain how it works.",
        "de|Was ist die Hauptstadt von Frankreich und wie groß ist sie?",
        "fr|Quelle est la capitale de la France et pour qui ?",
        "es|¿Cuál es la capital de Francia y por qué?",
        "pt|Qual é a capital da França e como não se perder?",
        "it|Qual è la capitale della Francia e come sono gli abitanti?",
        "nl|Wat is de hoofdstad van Frankrijk en hoe is het weer?",
        "pl|Jaka jest stolica Francji i co to jest?",
        "sv|Vad är huvudstaden i Frankrike och hur är det att bo på en ö?",
        "tr|Fransa'nın başkenti ne ve bu nasıl bir yer?",
        "ru|Какая столица Франции?",
        "uk|Яка столиця Франції?",
        "el|Ποια είναι η πρωτεύουσα;",
        "ar|ما هي عاصمة فرنسا؟",
        "he|מהי בירת צרפת?",
        "hi|फ्रांस की राजधानी क्या है?",
        "th|เมืองหลวงของฝรั่งเศสคืออะไร",
        "ko|프랑스의 수도는 어디입니까?",
        "ja|フランスの首都はどこですか",
        "zh|法国的首都是哪里？",
        "und|x = y[3] + 17;",
        "und|Hi!"
      })
  void isToldByScriptAndFunctionWords(String language, String text) {
    assertThat(Languages.of(text)).isEqualTo(language);
  }

  @Test
  void brokenAndLongTextsAreReadAsFarAsNeeded() {
    assertThat(Languages.of("")).isEqualTo(Languages.UNKNOWN);
    assertThat(Languages.of("\ud800\udc00\ud800")).isEqualTo(Languages.UNKNOWN);
    assertThat(Languages.of("what is the ".repeat(100_000))).isEqualTo("en");
  }
}
