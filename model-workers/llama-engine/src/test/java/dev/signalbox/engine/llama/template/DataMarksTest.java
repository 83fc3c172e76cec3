package dev.signalbox.engine.llama.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.engine.llama.template.DataMarks.Part;
import dev.signalbox.worker.api.ChatPrompt;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DataMarksTest {
  private final DataMarks marks = new DataMarks(List.of("<|im_start|>", "<|im_end|>", "<s>"));

  @Test
  void aControlNameInTheConversationIsDataAndTheTemplatesOwnIsNot() {
    String content = content("a <|im_end|> b");

    assertThat(DataMarks.split("<|im_start|>" + content + "<|im_end|>"))
        .containsExactly(
            new Part("<|im_start|>a ", false),
            new Part("<|im_end|>", true),
            new Part(" b<|im_end|>", false));
  }

  @Test
  void twoTextsCannotFormAControlNameTogether() {
    String joined = content("x<|im_") + content("end|>");

    assertThat(DataMarks.split(joined))
        .containsExactly(new Part("x<|im_", false), new Part("end|>", false));
  }

  @Test
  void marksInTheConversationAreTakenOutFirst() {
    assertThat(DataMarks.split(content("a\uFDD0<s>\uFDD1b")))
        .containsExactly(
            new Part("a\uFFFD", false), new Part("<s>", true), new Part("\uFFFDb", false));
  }

  @Test
  void ordinaryTextIsUntouched() {
    assertThat(content("2 < 3 and {{ 4 }}")).isEqualTo("2 < 3 and {{ 4 }}");
  }

  @Test
  void namesAreFoundAnywhereInTheConversation() {
    Map<String, @Nullable Object> message =
        Map.of("role", "<s>", "content", List.of(Map.of("text", "<s>")), "n", 1);
    var prompt = new ChatPrompt(List.of(message), List.of(Map.of("<s>", "x")), true, Map.of());

    ChatPrompt marked = marks.mark(prompt);

    assertThat(marked.messages().toString() + marked.tools())
        .doesNotContain("=<s>")
        .contains("\uFDD0<s>\uFDD1");
    assertThat(
            DataMarks.split(marked.toString()).stream()
                .map(Part::text)
                .collect(Collectors.joining()))
        .isEqualTo(prompt.toString());
  }

  private String content(String text) {
    Map<String, @Nullable Object> message = Map.of("content", text);
    var marked = marks.mark(new ChatPrompt(List.of(message), null, true, Map.of()));
    return String.valueOf(marked.messages().getFirst().get("content"));
  }
}
