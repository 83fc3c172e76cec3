package dev.signalbox.router.lab.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.core.difficulty.features.PromptFeatures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeRequestsTest {

  /** What is taught as code must be able to be told as code. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "python",
        "javascript",
        "kotlin",
        "rust",
        "scala",
        "perl",
        "verilog",
        "sql",
        "css",
        "golang",
        "pandas",
        "torch",
        "pyplot",
        "opengl",
        "arduino",
        "vuejs",
        "flutter",
        "nodejs",
        "rails",
        "tailwind",
        "qiskit",
        "cuda",
        "jni",
        "dockerfile",
        "coq",
        "prolog",
        "terraform",
        "btrfs",
        "traefik"
      })
  void nameOfAToolIsAWordOfCode(String name) {
    String prompt = "Tell me about " + name + " in short";
    PromptFeatures features = new PromptFeatures();
    features.read(RoutingPrompt.of(prompt));

    assertThat(CodeRequests.isOne(prompt)).isTrue();
    assertThat(features.speaksOfCode()).isTrue();
  }

  @Test
  void wishForWordsIsNone() {
    assertThat(CodeRequests.isOne("Write a poem about a programme on television.")).isFalse();
    assertThat(CodeRequests.isOne("Write a short program that sorts names.")).isTrue();
    assertThat(CodeRequests.isOne("What does ```x = 1``` do?")).isTrue();
  }
}
