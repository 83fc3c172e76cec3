package dev.signalbox.gateway.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerScanTest {
  private static final String CHUNK =
      "{\"id\":\"x\",\"model\" : \"a\\\"b\""
          + " ,\"choices\":[{\"index\":0,\"delta\":{\"content\":\"}]\\\\\"},"
          + "\"finish_reason\":null},{\"delta\":{\"finish_reason\":\"no\"},\"finish_reason\":\"stop\",\"index\":12}],"
          + "\"usage\":{\"prompt_tokens\":15,\"prompt_tokens_details\":{\"cached_tokens\":7},"
          + "\"completion_tokens\":23},\"error\":null}";

  private static AnswerScan scan(String json) {
    AnswerScan scan = new AnswerScan();
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    scan.feed(bytes, 0, bytes.length, 0);
    return scan;
  }

  @Test
  void readsEveryFieldAtEverySplit() {
    byte[] bytes = CHUNK.getBytes(StandardCharsets.UTF_8);
    for (int first = 0; first <= bytes.length; first++) {
      for (int second = first; second <= bytes.length; second++) {
        AnswerScan scan = new AnswerScan();
        scan.feed(bytes, 0, first, 0);
        scan.feed(bytes, first, second, 0);
        scan.feed(bytes, second, bytes.length, 0);

        assertThat(scan.complete()).isTrue();
        assertThat(CHUNK.substring(scan.modelStart(), scan.modelEnd())).isEqualTo("\"a\\\"b\"");
        assertThat(CHUNK.substring(scan.usageStart(), scan.usageEnd()))
            .startsWith("{\"prompt_tokens\"")
            .endsWith(":23}");
        assertThat(scan.promptTokens()).isEqualTo(15);
        assertThat(scan.cachedTokens()).isEqualTo(7);
        assertThat(scan.completionTokens()).isEqualTo(23);
        assertThat(scan.choiceCount()).isEqualTo(2);
        assertThat(scan.indexes()).isEqualTo(1L | 1L << 12);
        assertThat(scan.finished()).isEqualTo(1L << 12);
        assertThat(FinishReason.of(scan.reasons())).containsExactly(FinishReason.STOP);
        assertThat(scan.error()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"prompt_tokens_details\":{\"cached_tokens\":512},\"x\":{\"cached_tokens\":17} | 512",
        "\"x\":{\"cached_tokens\":17},\"prompt_tokens_details\":{\"cached_tokens\":512} | 512",
        "\"x\":{\"cached_tokens\":17},\"prompt_tokens_details\":{\"cached_tokens\":0} | 0",
        "\"x\":{\"cached_tokens\":17},\"prompt_tokens_details\":{\"cached_tokens\":null} | 17",
        "\"x\":{\"cached_tokens\":17},\"y\":{\"cached_tokens\":18} | 18",
        "\"prompt_tokens_details\":null | 0"
      })
  void cachedTokensAreOneNumber(String members, long cached) {
    assertThat(scan("{\"usage\":{" + members + "}}").cachedTokens()).isEqualTo(cached);
  }

  @Test
  void ofTwoCountsOfOneNameTheLastCounts() {
    AnswerScan scan =
        scan(
            "{\"choices\":[{\"index\":1,\"index\":2}],\"usage\":{\"prompt_tokens\":5,"
                + "\"prompt_tokens\":6,\"completion_tokens\":7,\"completion_tokens\":8}}");

    assertThat(scan.indexes()).isEqualTo(1L << 2);
    assertThat(scan.promptTokens()).isEqualTo(6);
    assertThat(scan.completionTokens()).isEqualTo(8);
  }

  @Test
  void countsOfManyDigitsDoNotOverflow() {
    String many = "9".repeat(40);
    AnswerScan scan =
        scan(
            "{\"choices\":[{\"index\":4294967297}],\"usage\":{\"prompt_tokens\":"
                + many
                + ",\"completion_tokens\":"
                + many
                + ",\"prompt_tokens_details\":{\"cached_tokens\":"
                + many
                + "}}}");

    assertThat(scan.indexes()).isEqualTo(1L << 63);
    assertThat(scan.promptTokens()).isEqualTo(Integer.MAX_VALUE);
    assertThat(scan.completionTokens()).isEqualTo(Integer.MAX_VALUE);
    assertThat(scan.cachedTokens()).isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "{\"a\":\"", "{\"a\":[1,2}", "[1]", "\"x\"", "1", "{}{}", "{} x", "", "}"})
  void whatIsNotOneWholeObjectIsNotComplete(String json) {
    assertThat(scan(json).complete()).isFalse();
  }

  @Test
  void modelInNestedObjectsOrStringsIsNotTheModel() {
    AnswerScan scan =
        scan("{\"a\":{\"model\":\"x\"},\"b\":\"\\\"model\\\":\\\"y\\\"\",\"c\":[\"model\",\"z\"]}");

    assertThat(scan.complete()).isTrue();
    assertThat(scan.modelStart()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "stop, STOP",
    "length, LENGTH",
    "tool_calls, TOOL_CALLS",
    "function_call, FUNCTION_CALL",
    "content_filter, CONTENT_FILTER",
    "eos, OTHER",
    "stopped, OTHER",
    "a_reason_of_more_than_twenty_bytes, OTHER"
  })
  void reasonsAreOfTheClosedList(String word, FinishReason expected) {
    AnswerScan scan =
        scan("{\"choices\":[{\"index\":0,\"finish_reason\":\"%s\"}]}".formatted(word));

    assertThat(FinishReason.of(scan.reasons())).containsExactly(expected);
    assertThat(scan.finished()).isEqualTo(1);
  }

  @Test
  void anEmptyReasonIsNone() {
    AnswerScan scan =
        scan("{\"choices\":[{\"finish_reason\":\"\"},{\"index\":1,\"finish_reason\":\"stop\"}]}");

    assertThat(FinishReason.of(scan.reasons())).containsExactly(FinishReason.STOP);
    assertThat(scan.finished()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abort", "error"})
  void aChoiceThatWasBrokenOffHasNoReason(String word) {
    AnswerScan scan =
        scan(
            "{\"choices\":[{\"finish_reason\":\"stop\"},{\"index\":1,\"finish_reason\":\"%s\"}]}"
                .formatted(word));

    assertThat(scan.brokenOff()).isTrue();
    assertThat(FinishReason.of(scan.reasons())).containsExactly(FinishReason.STOP);
    assertThat(scan.finished()).isEqualTo(1);
    scan.reset();
    assertThat(scan.brokenOff()).isFalse();
  }

  @Test
  void onlyChoicesAreBrokenOff() {
    assertThat(scan("{\"a\":[{\"finish_reason\":\"abort\"}],\"choices\":[]}").brokenOff())
        .isFalse();
  }

  @Test
  void everyChoiceGivesItsReason() {
    AnswerScan scan =
        scan(
            "{\"choices\":[{\"finish_reason\":\"length\"},{\"index\":1,\"finish_reason\":\"stop\"}]}");

    assertThat(FinishReason.of(scan.reasons()))
        .containsExactly(FinishReason.STOP, FinishReason.LENGTH);
    scan.reset();
    assertThat(FinishReason.of(scan.reasons())).isEmpty();
  }

  @Test
  void usageThatIsNullIsNoUsage() {
    AnswerScan scan = scan("{\"choices\":[],\"usage\":null}");

    assertThat(scan.usageEnd()).isEqualTo(-1);
    assertThat(scan.choicesSeen()).isTrue();
    assertThat(scan.choiceCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"message\":\"x\"}}",
        "{\"error\":\"x\"}",
        "{\"error\":true}",
        "{\"message\":\"x\",\"object\" : \"error\",\"choices\":[]}",
        "{\"detail\":\"x\"}",
        "{\"detail\":[]}",
        "{\"code\":500,\"message\":\"x\"}"
      })
  void errorsAreSeen(String json) {
    assertThat(scan(json).error()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'choices':[{'delta':{'role':'assistant','content':'x'}}]}",
        "{'choices':[{'delta':{'content':null}},{'delta':{'reasoning_content':'x'}}]}",
        "{'choices':[{'delta':{'content':'','x_odd':'x'}}]}",
        "{'choices':[{'delta':{'tool_calls':[{'index':0}]}}]}",
        "{'choices':[{'delta':{'function_call':{}}}]}",
        "{'choices':[{'delta':{'content':[{'type':'text'}]}}]}",
        "{'choices':[{'message':{'content':'x'}}]}",
        "{'choices':[{'index':0,'text':'x','finish_reason':null}]}"
      })
  void tokensAreSeenAtEverySplit(String shape) {
    byte[] bytes = shape.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      AnswerScan scan = new AnswerScan();
      scan.feed(bytes, 0, cut, 7);
      scan.feed(bytes, cut, bytes.length, 7);
      assertThat(scan.token()).isTrue();
      assertThat(scan.complete()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'choices':[{'delta':{'role':'assistant','content':''},'finish_reason':null}]}",
        "{'choices':[{'delta':{'content':null,'tool_calls':[],'refusal':null}}]}",
        "{'choices':[{'delta':{},'finish_reason':'stop'}]}",
        "{'choices':[{'text':'','logprobs':{'text':'x','content':[{'token':'x'}]}}]}",
        "{'choices':[],'prompt_filter_results':[{'delta':{'content':'x'},'text':'x'}]}",
        "{'x':[{'delta':{'content':'x'}}],'choices':[]}",
        "{'choices':[],'text':'x','usage':{'completion_tokens':1}}"
      })
  void whatIsNoTokenIsNone(String shape) {
    assertThat(scan(shape.replace('\'', '"')).token()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":null,\"detail\":null}",
        "{\"object\":\"errors\"}",
        "{\"x\":{\"object\":\"error\",\"detail\":\"x\"}}",
        "{\"detail\":\"x\",\"choices\":[]}",
        "{\"data\":[],\"message\":\"x\"}",
        "{\"message\":{}}",
        "{}"
      })
  void othersAreNone(String json) {
    assertThat(scan(json).error()).isFalse();
  }
}
