package dev.signalbox.bench.pair.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionsTest {
  private static final String LINE =
      "{\"question\": \"How many?\", \"answer\": \"500 + 580 = <<500+580=1080>>1080\\n#### 1,080\"}\n";

  @TempDir private Path folder;

  @Test
  void readsReferencesPackedOrNot() throws IOException {
    Path plain = Files.writeString(folder.resolve("q.jsonl"), LINE);
    Path packed = folder.resolve("q.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(LINE.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(Questions.read(plain))
        .containsExactly(Question.of("How many?", new BigDecimal("1080")))
        .isEqualTo(Questions.read(packed));
  }

  @Test
  void questionThatComesTwiceIsOne() throws IOException {
    Path file =
        Files.writeString(folder.resolve("q.jsonl"), LINE + "\n" + LINE.replace("How", "how"));

    assertThat(Questions.read(file)).hasSize(1);
  }

  @Test
  void lineThatIsNoQuestionIsNamed() throws IOException {
    Path file = folder.resolve("q.jsonl");
    for (String bad : List.of("{}", "x", LINE.replace("####", "so"))) {
      Files.writeString(file, LINE + bad);
      assertThatThrownBy(() -> Questions.read(file)).hasMessageContaining("line 2: no question");
    }
    assertThatThrownBy(() -> Questions.read(folder)).hasMessageContaining("no such file");
  }

  @Test
  void seedChoosesAndMoreBeginWithTheSame() {
    List<Question> all =
        IntStream.range(0, 50).mapToObj(i -> Question.of("q" + i, BigDecimal.ONE)).toList();

    assertThat(Questions.chosen(all, 20, 1))
        .doesNotHaveDuplicates()
        .startsWith(Questions.chosen(all, 10, 1).toArray(Question[]::new));
    assertThat(Questions.chosen(all, 20, 2)).isNotEqualTo(Questions.chosen(all, 20, 1));
    assertThatThrownBy(() -> Questions.chosen(all, 51, 1)).hasMessageContaining("at most 50");
  }
}
