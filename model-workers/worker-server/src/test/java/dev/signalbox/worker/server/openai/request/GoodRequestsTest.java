package dev.signalbox.worker.server.openai.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.worker.api.GenerationRequest;
import dev.signalbox.worker.api.Sampling;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoodRequestsTest {
  private static final int WHOLE = Integer.MAX_VALUE;

  @Test
  void absentAndNullFieldsHaveTheDefaultsOfTheApi() {
    ChatRequest bare = chat("");
    ChatRequest nulls =
        chat(
            """
            ,"temperature":null,"top_p":null,"seed":null,"stop":null,"max_tokens":null,"n":null,
            "stream":null,"stream_options":null,"logprobs":null,"tools":null,"tool_choice":null,
            "response_format":null,"logit_bias":null,"functions":null,"echo":false\
            """);

    assertThat(nulls).isEqualTo(bare);
    assertThat(bare.options().sampling())
        .isEqualTo(new Sampling(1, 1, 0, 0, 1, 0, 0, 64, Map.of(), 42));
    assertThat(bare.options().n()).isEqualTo(1);
    assertThat(bare.options().logprobs()).isEqualTo(-1);
  }

  @Test
  void everyFieldReachesTheEngine() {
    ChatRequest chat =
        chat(
            """
            ,"temperature":0.5,"top_p":0.9,"top_k":40,"min_p":0.1,"seed":-7,"stop":["a","b"],
            "presence_penalty":1,"frequency_penalty":-1.5,"repetition_penalty":1.1,"n":3,
            "max_tokens":5,"max_completion_tokens":9,"logprobs":true,"top_logprobs":4,
            "logit_bias":{"12":-100},"ignore_eos":true,"return_token_ids":true,
            "answered_tokens":1,"an_unknown_field":{"x":[1]}\
            """);

    GenerationRequest request = chat.options().requestFor("id", new int[] {1, 2}, 100);

    assertThat(request.sampling())
        .isEqualTo(new Sampling(0.5, 0.9, 40, 0.1, 1.1, 1, -1.5, WHOLE, Map.of(12, -100.0), -7));
    assertThat(request.stop()).containsExactly("a", "b");
    assertThat(request.maxTokens()).isEqualTo(9);
    assertThat(request.n()).isEqualTo(3);
    assertThat(request.logprobs()).isEqualTo(4);
    assertThat(request.ignoreEndOfText()).isTrue();
    assertThat(request.echoTokenIds()).isTrue();
    assertThat(request.answered()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "repeat_penalty":1.1                          | 64
          "repeat_penalty":1.1,"repeat_last_n":7        | 7
          "repeat_penalty":1.1,"repeat_last_n":0        | 0
          "repeat_penalty":1.1,"repeat_last_n":-1       | 2147483647
          "repetition_penalty":1.1                      | 2147483647
          "repetition_penalty":1.1,"repeat_last_n":7    | 7
          """)
  void repetitionsAreLookedForAsFarBackAsTheFieldsServerDoes(String fields, int window) {
    Sampling sampling = chat("," + fields).options().sampling();

    assertThat(sampling.repeatPenalty()).isEqualTo(1.1);
    assertThat(sampling.penaltyWindow()).isEqualTo(window);
  }

  @Test
  void withoutALimitTheAnswerMayFillTheContextAndNeverMore() {
    assertThat(chat("").options().requestFor("id", new int[60], 64).maxTokens()).isEqualTo(4);
    assertThat(chat(",\"max_tokens\":50").options().requestFor("id", new int[60], 64).maxTokens())
        .isEqualTo(4);
  }

  @Test
  void partsOfTextAreJoinedAndTheDeveloperIsTheSystem() {
    ChatRequest chat =
        ChatRequest.read(
            read(
                """
                {"model":"m","messages":[
                 {"role":"developer","content":[{"type":"text","text":"a"},
                                                {"type":"text","text":"b"}]},
                 {"role":"user","content":"{{ x }}","name":"kim"}]}\
                """),
            () -> 42);

    assertThat(chat.prompt().messages())
        .containsExactly(
            Map.of("role", "system", "content", "a\nb"),
            Map.of("role", "user", "content", "{{ x }}", "name", "kim"));
  }

  @Test
  void argumentsOfEarlierToolCallsBecomeObjects() {
    ChatRequest chat =
        ChatRequest.read(
            read(
                """
                {"model":"m","tool_choice":"none","tools":[{"type":"function"}],"messages":[
                 {"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function",
                  "function":{"name":"f","arguments":"{\\"x\\":1}"}}]},
                 {"role":"tool","tool_call_id":"1","content":"2"}]}\
                """),
            () -> 42);

    assertThat(chat.prompt().messages().getFirst().get("tool_calls"))
        .isEqualTo(
            List.of(
                Map.of(
                    "id",
                    "1",
                    "type",
                    "function",
                    "function",
                    Map.of("name", "f", "arguments", Map.of("x", 1)))));
    assertThat(chat.prompt().tools()).isNull();
  }

  private static ChatRequest chat(String fields) {
    return ChatRequest.read(
        read(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]" + fields + "}"),
        () -> 42);
  }

  private static Fields read(String body) {
    return JsonBody.read(body.getBytes(StandardCharsets.UTF_8));
  }
}
