package dev.signalbox.it.rig;

import dev.signalbox.conformance.upstream.Call;
import dev.signalbox.conformance.upstream.Json;
import dev.signalbox.conformance.upstream.Script;

/** Answers of a model that calls the tool {@code weather}. */
final class ToolScripts {
  private static final String HEAD =
      "{\"id\":\"chatcmpl-kit\",\"object\":\"chat.completion%s\",\"created\":1,\"model\":\"m\",";
  private static final String CALL =
      "{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":%s}}";
  private static final String ARGUMENTS = "{\"city\": \"Oslo\"}";

  private ToolScripts() {}

  /** Calls the tool, in pieces where a stream is asked for; only if the tool was declared. */
  static Script calls(Call call) {
    if (!call.body().contains("\"name\":\"weather\"")) {
      return Script.completion("no tool was declared");
    }
    return call.body().contains("\"stream\":true") ? streamed() : whole();
  }

  private static Script whole() {
    return Script.answer(
        "200 OK",
        "application/json",
        HEAD.formatted("")
            + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":["
            + CALL.formatted(Json.quote(ARGUMENTS))
            + "]},\"finish_reason\":\"tool_calls\"}],"
            + "\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":3,\"total_tokens\":14}}");
  }

  private static Script streamed() {
    return Script.stream()
        .data(chunk(CALL.formatted("\"\"")))
        .data(chunk(piece(ARGUMENTS.substring(0, 5))))
        .data(chunk(piece(ARGUMENTS.substring(5))))
        .data(Json.finish(0, "tool_calls"))
        .data(Json.usage(3))
        .done();
  }

  private static String piece(String arguments) {
    return "{\"index\":0,\"function\":{\"arguments\":%s}}".formatted(Json.quote(arguments));
  }

  private static String chunk(String call) {
    return HEAD.formatted(".chunk")
        + "\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":["
        + call
        + "]},\"finish_reason\":null}]}";
  }

  /** Says whether the conversation holds the call and its result. */
  static Script answersResult(Call call) {
    boolean called = call.body().contains("\"tool_calls\":[{\"id\":\"call_1\"");
    boolean told =
        call.body()
            .contains("{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"sunny\"}");
    return Script.completion(called && told ? "It is sunny." : "I was told nothing.");
  }
}
