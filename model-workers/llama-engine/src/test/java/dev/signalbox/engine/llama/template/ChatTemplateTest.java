package dev.signalbox.engine.llama.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.worker.api.ChatPrompt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTemplateTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  List<DynamicTest> rendersAsJinja2Does() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    for (JsonNode row : JSON.readTree(resource("expected.json"))) {
      String name = row.get("template").asText();
      var template = ChatTemplate.of(resource(name), "<BOS>", "<EOS>");
      tests.add(
          DynamicTest.dynamicTest(
              name + " " + row.get("case").asText() + " " + row.get("addGenerationPrompt"),
              () -> check(template, row)));
    }
    return tests;
  }

  private static void check(ChatTemplate template, JsonNode row) {
    var prompt = prompt(row);
    if (row.has("text")) {
      assertThat(template.render(prompt)).isEqualTo(row.get("text").asText());
    } else {
      assertThatThrownBy(() -> template.render(prompt)).isInstanceOf(TemplateException.class);
      if (row.get("refused").asText().matches(".*(must|only|not) .*")) {
        assertThatThrownBy(() -> template.render(prompt))
            .hasMessageContaining(row.get("refused").asText());
      }
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"})
  private static ChatPrompt prompt(JsonNode row) {
    List<Map<String, @Nullable Object>> messages =
        JSON.convertValue(row.get("messages"), List.class);
    List<Map<String, @Nullable Object>> tools =
        row.get("tools").isNull() ? null : JSON.convertValue(row.get("tools"), List.class);
    Map<String, @Nullable Object> arguments = JSON.convertValue(row.get("arguments"), Map.class);
    return new ChatPrompt(messages, tools, row.get("addGenerationPrompt").asBoolean(), arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for m in messages if m.role == 'user' %}{{ m.content }}{% endfor %}",
        "{% for m in messages %}{{ loop.nextitem }}{{ m.content }}{% endfor %}",
        "{% for m in messages %}{{ m.content | urlize }}{% endfor %}",
        "{% for m in messages %}{{ m.content.zfill(3) }}{% endfor %}",
        "{% for m in messages %}{{ m.name or m.content }}{% endfor %}",
        "{% for m in messages %}{{ m.content }}{% endfor %}{% include 'x' %}",
        "{% for m in messages %}{{ m.content }}{% endfor %}{{ strftime_now('%d') }}",
        "{% for m in messages %}{{ m.content }}{% if m is callable %}x{% endif %}{% endfor %}",
        "always the same",
        "{% for m in messages %}{{ m.content }}"
      })
  void refusesATemplateBeyondTheRenderer(String source) {
    assertThatThrownBy(() -> ChatTemplate.of(source, "", ""))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("chat template");
  }

  @Test
  void textPartsBecomeOneTextForATemplateThatKnowsTextsOnly() {
    var template =
        ChatTemplate.of("{% for m in messages %}{{ '[' + m.content + ']' }}{% endfor %}", "", "");
    var parts = List.of(Map.of("type", "text", "text", "a"), Map.of("type", "text", "text", "b"));
    Map<String, @Nullable Object> message = Map.of("role", "user", "content", parts);

    assertThat(template.render(new ChatPrompt(List.of(message), null, true, Map.of())))
        .isEqualTo("[a\nb]");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ChatTemplateTest.class.getResourceAsStream("/templates/" + name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
