package dev.signalbox.conformance.upstream;

import tools.jackson.databind.json.JsonMapper;

/** The bodies that an OpenAI-compatible server sends. */
public final class Json {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private Json() {}

  /** A chunk that adds {@code text} to choice {@code index}. */
  public static String delta(int index, String text) {
    return chunk(
        "{\"index\":%d,\"delta\":{\"content\":%s},\"logprobs\":null,\"finish_reason\":null}"
            .formatted(index, quote(text)));
  }

  /** The chunk that finishes choice {@code index}. */
  public static String finish(int index, String reason) {
    return chunk(
        "{\"index\":%d,\"delta\":{},\"logprobs\":null,\"finish_reason\":%s}"
            .formatted(index, quote(reason)));
  }

  /** The chunk that carries the token counts: 11 of the prompt, {@code completion} written. */
  public static String usage(int completion) {
    return "{\"id\":\"chatcmpl-kit\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
        + "\"system_fingerprint\":\"fp_kit\",\"choices\":[],\"usage\":"
        + counts(completion)
        + "}";
  }

  static String completion(String text) {
    return "{\"id\":\"chatcmpl-kit\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
        + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
        + quote(text)
        + "},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":"
        + counts(3)
        + "}";
  }

  static String models() {
    return "{\"object\":\"list\",\"data\":[{\"id\":\"m\",\"object\":\"model\",\"created\":1,\"owned_by\":\"kit\"}]}";
  }

  /** {@code text} as a JSON string, quotes included. */
  public static String quote(String text) {
    return MAPPER.writeValueAsString(text);
  }

  private static String chunk(String choice) {
    return "{\"id\":\"chatcmpl-kit\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
        + "\"system_fingerprint\":\"fp_kit\",\"choices\":["
        + choice
        + "]}";
  }

  private static String counts(int completion) {
    return "{\"prompt_tokens\":11,\"completion_tokens\":%d,\"total_tokens\":%d}"
        .formatted(completion, 11 + completion);
  }
}
