package dev.signalbox.gateway.trace;

/**
 * Every attribute of the gateway's spans. The first ones are OpenTelemetry's, {@code signalbox.*}
 * are our own. None holds content, a key, or an upstream's address.
 */
public enum SpanAttribute {
  /** What is done: chat, text_completion, embeddings, count_tokens. On both kinds of spans. */
  OPERATION("gen_ai.operation.name"),
  /** Whose API is spoken: the gateway's to a client, OpenAI's to an upstream. On both. */
  PROVIDER("gen_ai.provider.name"),
  /** On a request the model asked for, once it is known to exist; on an attempt the upstream's. */
  REQUEST_MODEL("gen_ai.request.model"),
  /** Whether a stream was asked for. */
  STREAM("gen_ai.request.stream"),
  /** The expert's id, as the client reads it in the answer. */
  RESPONSE_MODEL("gen_ai.response.model"),
  /** Why the model stopped, each reason once: stop, length, tool_calls, ..., other. */
  FINISH_REASONS("gen_ai.response.finish_reasons"),
  /** Seconds from the head of a request to the first token of its stream. */
  TIME_TO_FIRST_CHUNK("gen_ai.response.time_to_first_chunk"),
  /** Prompt tokens of the answer, as the upstream counted them. */
  INPUT_TOKENS("gen_ai.usage.input_tokens"),
  /** Of these, tokens from a prefix cache. */
  CACHED_TOKENS("gen_ai.usage.cache_read.input_tokens"),
  /** Tokens of the answer. */
  OUTPUT_TOKENS("gen_ai.usage.output_tokens"),
  /** Always POST. */
  HTTP_METHOD("http.request.method"),
  /** The endpoint's path. */
  HTTP_ROUTE("http.route"),
  /** The status that the client was told. */
  HTTP_STATUS("http.response.status_code"),
  /** The gateway's own address, as the connection has it. */
  SERVER_ADDRESS("server.address"),
  /** The gateway's own port. */
  SERVER_PORT("server.port"),
  /** On a request the code of the refusal; on an attempt how it failed. */
  ERROR_TYPE("error.type"),
  /** Id of the request. */
  REQUEST_ID("signalbox.request_id"),
  /** Who asked. */
  TENANT("signalbox.tenant"),
  /** Who answered; on an attempt, who was asked. */
  EXPERT("signalbox.expert"),
  /** The replica's id. */
  REPLICA("signalbox.replica"),
  /** How the answer was made. */
  MODE("signalbox.mode"),
  /** The policy that decided. */
  POLICY("signalbox.policy"),
  /** The rollout arm. */
  ARM("signalbox.arm"),
  /** The configuration revision. */
  REVISION("signalbox.revision"),
  /** 0 easy .. 1 hard. */
  DIFFICULTY("signalbox.difficulty"),
  /** Calibrated probability that the small expert is good enough. */
  P_GOOD_ENOUGH("signalbox.p_good_enough"),
  /** What the request is about, from the router's closed list. */
  CATEGORY("signalbox.category"),
  /** Number of upstream calls. */
  ATTEMPTS("signalbox.attempts"),
  /** Which of them this is, from 1. */
  ATTEMPT("signalbox.attempt"),
  /** How it ended, as the meters' tags name it. On both kinds of spans. */
  OUTCOME("signalbox.outcome"),
  /** What became of a cascade's draft. */
  VERDICT("signalbox.draft.verdict"),
  /** Tokens written for nothing. */
  WASTED_TOKENS("signalbox.wasted_tokens");

  private final String key;

  SpanAttribute(String key) {
    this.key = key;
  }

  /** The name that is exported. */
  public String key() {
    return key;
  }
}
