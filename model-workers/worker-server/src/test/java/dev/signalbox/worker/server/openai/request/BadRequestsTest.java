package dev.signalbox.worker.server.openai.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.worker.server.openai.error.ApiException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every bad value is named: field, value, expectation. */
class BadRequestsTest {
  private static final String CHAT =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],%s}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "temperature":2.1              | temperature       | temperature: 2.1 (expected: a number from 0 to 2)
          "temperature":"hot"            | temperature       | temperature: "hot" (expected: a number from 0 to 2)
          "temperature":1e999            | temperature       | (expected: a number from 0 to 2)
          "top_p":-0.1                   | top_p             | top_p: -0.1 (expected: a number from 0 to 1)
          "top_k":-2                     | top_k             | top_k: -2 (expected: a whole number >= -1)
          "top_k":1.5                    | top_k             | top_k: 1.5
          "min_p":true                   | min_p             | min_p: true (expected: a number from 0 to 1)
          "presence_penalty":3           | presence_penalty  | presence_penalty: 3 (expected: a number from -2 to 2)
          "frequency_penalty":-2.5       | frequency_penalty | frequency_penalty: -2.5
          "repeat_penalty":0             | repeat_penalty    | repeat_penalty: 0 (expected: a number above 0, up to 10)
          "repeat_last_n":-2             | repeat_last_n     | repeat_last_n: -2
          "repetition_penalty":[]        | repetition_penalty| repetition_penalty: an array of 0
          "repeat_penalty":1.1,"repetition_penalty":1.2 | repetition_penalty | only one of them
          "seed":1.5                     | seed              | seed: 1.5 (expected: a whole number of 64 bits)
          "seed":99999999999999999999    | seed              | seed: 99999999999999999999
          "max_tokens":0                 | max_tokens        | max_tokens: 0 (expected: a whole number >= 1)
          "max_completion_tokens":-1     | max_completion_tokens | max_completion_tokens: -1
          "max_tokens":3000000000        | max_tokens        | max_tokens: 3000000000
          "n":0                          | n                 | n: 0 (expected: a whole number from 1 to 128)
          "n":129                        | n                 | n: 129
          "stop":""                      | stop              | stop: "" (expected: a string or an array of up to 16 strings
          "stop":["a",1]                 | stop              | stop: an array of 2
          "stop":["1","2","3","4","5","6","7","8","9","0","1","2","3","4","5","6","7"] | stop | an array of 17
          "logit_bias":[]                | logit_bias        | logit_bias: an array of 0 (expected: an object)
          "logit_bias":{"x":1}           | logit_bias        | logit_bias: key "x" (expected: a token id)
          "logit_bias":{"-1":1}          | logit_bias        | key "-1"
          "logit_bias":{"5":101}         | logit_bias.5      | logit_bias.5: 101 (expected: a number from -100 to 100)
          "logit_bias":{"5":null}        | logit_bias.5      | logit_bias.5: null
          "stream":"yes"                 | stream            | stream: "yes" (expected: true or false)
          "stream_options":{}            | stream_options    | only with stream: true
          "stream":true,"stream_options":{"include_usage":1} | stream_options.include_usage | stream_options.include_usage: 1
          "ignore_eos":1                 | ignore_eos        | ignore_eos: 1
          "return_token_ids":"no"        | return_token_ids  | return_token_ids: "no"
          "answered_tokens":-1           | answered_tokens   | answered_tokens: -1
          "logprobs":3                   | logprobs          | logprobs: 3 (expected: true or false)
          "logprobs":true,"top_logprobs":21 | top_logprobs   | top_logprobs: 21 (expected: a whole number from 0 to 20)
          "top_logprobs":2               | top_logprobs      | only with logprobs: true
          "response_format":{"type":"xml"} | response_format.type | response_format.type: "xml"
          "response_format":"text"       | response_format   | response_format: "text" (expected: an object)
          "tools":{}                     | tools             | tools: an object of 0 (expected: an array)
          "chat_template_kwargs":1       | chat_template_kwargs | chat_template_kwargs: 1
          """)
  void aBadFieldOfAChatIsNamed(String fields, String param, String message) {
    ApiException error = refusedChat(CHAT.formatted(fields));

    assertThat(error.code()).isEqualTo("invalid_request");
    assertThat(error.param()).isEqualTo(param);
    assertThat(error).hasMessageContaining(message).hasMessageStartingWith(param.split("\\.")[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "response_format":{"type":"json_object"} | response_format
          "response_format":{"type":"json_schema","json_schema":{}} | response_format
          "tools":[{"type":"function"}]  | tools
          "tool_choice":"required"       | tool_choice
          "tool_choice":{"type":"function"} | tool_choice
          "functions":[{}]               | functions
          "function_call":"auto"         | function_call
          "modalities":["text","audio"]  | modalities
          "audio":{"voice":"x"}          | audio
          "echo":true                    | echo
          "guided_json":{"type":"x"}     | guided_json
          "min_tokens":3                 | min_tokens
          "stop_token_ids":[1]           | stop_token_ids
          "continue_final_message":true  | continue_final_message
          """)
  void aFeatureThatIsNotBuiltIsRefusedByName(String fields, String param) {
    ApiException error = refusedChat(CHAT.formatted(fields));

    assertThat(error.code()).isEqualTo("unsupported_feature");
    assertThat(error.param()).isEqualTo(param);
    assertThat(error).hasMessageStartingWith(param);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          1                                   | messages             | invalid_request
          []                                  | messages             | invalid_request
          ["hi"]                              | messages[0]          | invalid_request
          [{"content":"hi"}]                  | messages[0].role     | invalid_request
          [{"role":"robot","content":"hi"}]   | messages[0].role     | invalid_request
          [{"role":"function","content":"x"}] | messages[0].role     | unsupported_feature
          [{"role":"user"}]                   | messages[0].content  | invalid_request
          [{"role":"user","content":3}]       | messages[0].content  | invalid_request
          [{"role":"user","content":[3]}]     | messages[0].content[0] | invalid_request
          [{"role":"user","content":[{"type":"text"}]}] | messages[0].content[0].text | invalid_request
          [{"role":"user","content":[{"type":"smell"}]}] | messages[0].content[0].type | invalid_request
          [{"role":"user","content":[{"type":"image_url"}]}] | messages[0].content[0].type | unsupported_feature
          [{"role":"user","content":[{"type":"input_audio"}]}] | messages[0].content[0].type | unsupported_feature
          [{"role":"assistant","content":"x","function_call":{"name":"f"}}] | messages[0].function_call | unsupported_feature
          [{"role":"assistant","tool_calls":[{}]}] | messages[0].tool_calls[0].function | invalid_request
          """)
  void aBadMessageIsNamedByItsPlace(String messages, String param, String code) {
    ApiException error = refusedChat("{\"model\":\"m\",\"messages\":" + messages + "}");

    assertThat(error.code()).isEqualTo(code);
    assertThat(error.param()).isEqualTo(param);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "prompt":null                  | prompt       | invalid_request
          "prompt":[]                    | prompt       | invalid_request
          "prompt":{}                    | prompt       | invalid_request
          "prompt":[1,"a"]               | prompt[1]    | invalid_request
          "prompt":["a",1]               | prompt[1]    | invalid_request
          "prompt":[[1],"a"]             | prompt[1]    | invalid_request
          "prompt":[[]]                  | prompt[0]    | invalid_request
          "prompt":[-1]                  | prompt[0]    | invalid_request
          "prompt":[1.5]                 | prompt[0]    | invalid_request
          "prompt":"x","logprobs":true   | logprobs     | invalid_request
          "prompt":"x","logprobs":21     | logprobs     | invalid_request
          "prompt":"x","echo":true       | echo         | unsupported_feature
          "prompt":"x","suffix":"y"      | suffix       | unsupported_feature
          "prompt":"x","best_of":2       | best_of      | unsupported_feature
          """)
  void aBadCompletionIsNamed(String fields, String param, String code) {
    ApiException error =
        catchThrowableOfType(
            ApiException.class,
            () -> CompletionRequest.read(read("{\"model\":\"m\"," + fields + "}"), () -> 1));

    assertThat(error.code()).isEqualTo(code);
    assertThat(error.param()).isEqualTo(param);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "input":"x","encoding_format":"hex" | encoding_format
          "input":"x","encoding_format":1     | encoding_format
          "input":"x","dimensions":0          | dimensions
          "input":[]                          | input
          "dimensions":1                      | input
          """)
  void aBadEmbeddingIsNamed(String fields, String param) {
    ApiException error =
        catchThrowableOfType(
            ApiException.class,
            () -> EmbeddingRequest.read(read("{\"model\":\"m\"," + fields + "}")));

    assertThat(error.param()).isEqualTo(param);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"a":1,"a":2}            | duplicate_key   | a
          {"a":[{"b":1,"b":1}]}    | duplicate_key   | a[0].b
          {"a":1,"\\u0061":2}      | duplicate_key   | a
          {"a":1} x                | invalid_request | _
          {"a":1}{"b":1}           | invalid_request | _
          [1]                      | invalid_request | _
          "x"                      | invalid_request | _
          {"a":                    | invalid_request | _
          {'a':1}                  | invalid_request | _
          {"a":NaN}                | invalid_request | _
          {"a":01}                 | invalid_request | _
          """)
  void aBadBodyIsRefused(String body, String code, String param) {
    ApiException error = catchThrowableOfType(ApiException.class, () -> read(body));

    assertThat(error.code()).isEqualTo(code);
    assertThat(error.param()).isEqualTo(param.equals("_") ? null : param);
  }

  @Test
  void aBodyTooDeepOrOfTooManyValuesIsRefused() {
    String deep = "{\"a\":" + "[".repeat(300) + "]".repeat(300) + "}";
    String many = "{\"a\":[1" + ",1".repeat(2_100_000) + "]}";

    for (String body : new String[] {deep, many}) {
      assertThat(catchThrowableOfType(ApiException.class, () -> read(body)).code())
          .isEqualTo("invalid_request");
    }
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    byte[] body = {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'};

    ApiException error = catchThrowableOfType(ApiException.class, () -> JsonBody.read(body));

    assertThat(error.code()).isEqualTo("invalid_request");
  }

  @Test
  void aMissingModelIsNamed() {
    assertThat(refusedChat("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"))
        .hasMessage("model is missing (expected: a string that is not empty)");
  }

  @Test
  void aLongValueIsShortenedInTheMessage() {
    ApiException error = refusedChat(CHAT.formatted("\"temperature\":\"" + "x".repeat(999) + "\""));

    assertThat(String.valueOf(error.getMessage()).length()).isLessThan(200);
  }

  private static ApiException refusedChat(String body) {
    return catchThrowableOfType(ApiException.class, () -> ChatRequest.read(read(body), () -> 1));
  }

  private static Fields read(String body) {
    return JsonBody.read(body.getBytes(StandardCharsets.UTF_8));
  }
}
