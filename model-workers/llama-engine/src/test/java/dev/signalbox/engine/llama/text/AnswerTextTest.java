package dev.signalbox.engine.llama.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"plain", "Grüße", "漢字かな", "🚦👩‍👩‍👧 and 🇩🇪", "a\u0000b", ""})
  void writesACharacterOnlyWhenItIsWhole(String text) {
    var answer = new AnswerText(List.of());
    var written = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      String piece = answer.add(new byte[] {b});
      assertThat(piece).doesNotContain("\uFFFD");
      written.append(piece);
    }
    assertThat(written.append(answer.end())).hasToString(text);
  }

  @Test
  void bytesThatAreNoCharacterBecomeTheReplacement() {
    var answer = new AnswerText(List.of());

    assertThat(answer.add(new byte[] {(byte) 0xff, 'a'})).isEqualTo("\uFFFDa");
    assertThat(answer.add(new byte[] {(byte) 0xf0, (byte) 0x9f})).isEmpty();
    assertThat(answer.end()).isEqualTo("\uFFFD");
    assertThat(answer.end()).isEmpty();
  }

  @Test
  void aCharacterBegunBeforeAContinuedAnswerIsCompletedInIt() {
    byte[] signal = "x🚦".getBytes(StandardCharsets.UTF_8);
    var answer = new AnswerText(List.of());

    answer.follow(Arrays.copyOf(signal, 3));

    assertThat(answer.add(new byte[] {signal[3]})).isEmpty();
    assertThat(answer.add(new byte[] {signal[4]})).isEqualTo("🚦");
    assertThat(answer.end()).isEmpty();
  }

  @Test
  void aStopTextIsFoundOverTokenBorders() {
    var answer = new AnswerText(List.of("END", "STOP"));

    assertThat(add(answer, "one E")).isEqualTo("one ");
    assertThat(add(answer, "N")).isEmpty();
    assertThat(answer.stopText()).isNull();
    assertThat(add(answer, "Dx")).isEmpty();
    assertThat(answer.stopText()).isEqualTo("END");
  }

  @Test
  void whatOnlyLookedLikeAStopTextIsWritten() {
    var answer = new AnswerText(List.of("aab"));

    assertThat(add(answer, "aa")).isEmpty();
    assertThat(add(answer, "aa")).isEqualTo("aa");
    assertThat(add(answer, "c")).isEqualTo("aac");
    assertThat(add(answer, "a")).isEmpty();
    assertThat(answer.end()).isEqualTo("a");
    assertThat(answer.stopText()).isNull();
  }

  @Test
  void theEarliestStopTextWins() {
    var answer = new AnswerText(List.of("late", "a l"));

    assertThat(add(answer, "is a late train")).isEqualTo("is ");
    assertThat(answer.stopText()).isEqualTo("a l");
  }

  @Test
  void aStopTextOfManyCharactersIsFoundHoweverItIsCut() {
    String text = "ääää🚦ende";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int cut = 1; cut < bytes.length; cut++) {
      var answer = new AnswerText(List.of("ä🚦e"));
      String written = "";
      for (int from = 0; from < bytes.length && answer.stopText() == null; from += cut) {
        int to = Math.min(bytes.length, from + cut);
        written += answer.add(Arrays.copyOfRange(bytes, from, to));
      }
      assertThat(written).isEqualTo("äää");
    }
  }

  private static String add(AnswerText answer, String text) {
    return answer.add(text.getBytes(StandardCharsets.UTF_8));
  }
}
