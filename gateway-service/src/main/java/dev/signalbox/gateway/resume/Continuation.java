package dev.signalbox.gateway.resume;

import dev.signalbox.gateway.request.UpstreamBody;
import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.Placement;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The request that goes on with an answer: a completion whose prompt is the ids of the prompt and
 * of the answer so far. What the client wanted of the sampling is kept to the letter. A worker that
 * can is told how many ids are answer; others get no request whose penalties or stop texts would
 * begin anew.
 */
public final class Continuation implements UpstreamBody {
  private static final Set<String> KEPT =
      Set.of(
          "temperature",
          "top_p",
          "top_k",
          "min_p",
          "repeat_penalty",
          "repetition_penalty",
          "presence_penalty",
          "frequency_penalty",
          "logit_bias",
          "stop",
          "seed",
          "ignore_eos",
          "user",
          "priority",
          "cache_salt",
          "skip_special_tokens");

  /** What the ids or the new request say already, or what no token depends on. */
  private static final Set<String> SAID =
      Set.of(
          "model",
          "messages",
          "prompt",
          "stream",
          "stream_options",
          "signalbox",
          "max_tokens",
          "max_completion_tokens",
          "n",
          "logprobs",
          "top_logprobs",
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          "response_format",
          "modalities",
          "reasoning_effort",
          "chat_template_kwargs",
          "add_generation_prompt",
          "add_special_tokens",
          "metadata",
          "store",
          "service_tier",
          "safety_identifier",
          "prompt_cache_key");

  private final ObjectNode kept;
  private final TokenTrail trail;
  private final int limit;
  private final boolean completion;
  private final boolean stops;
  private final boolean penalties;

  private Continuation(
      ObjectNode kept,
      TokenTrail trail,
      int limit,
      boolean completion,
      boolean stops,
      boolean penalties) {
    this.kept = kept;
    this.trail = trail;
    this.limit = limit;
    this.completion = completion;
    this.stops = stops;
    this.penalties = penalties;
  }

  static @Nullable Continuation of(JsonNode request, TokenTrail trail, long seed) {
    if (severalPrompts(request.path("prompt"))) {
      return null;
    }
    ObjectNode kept = JsonMapper.shared().createObjectNode();
    for (Map.Entry<String, JsonNode> member : request.properties()) {
      if (KEPT.contains(member.getKey())) {
        kept.set(member.getKey(), member.getValue());
      } else if (!SAID.contains(member.getKey()) && !member.getValue().isNull()) {
        return null;
      }
    }
    if (!kept.path("seed").isNumber()) {
      kept.put("seed", seed);
    }
    JsonNode most = request.path("max_completion_tokens");
    int limit = (most.isNumber() ? most : request.path("max_tokens")).asInt(0);
    JsonNode stop = kept.path("stop");
    return new Continuation(
        kept,
        trail,
        limit,
        request.has("prompt"),
        stop.isString() || !stop.isEmpty(),
        kept.path("presence_penalty").asDouble(0) != 0
            || kept.path("frequency_penalty").asDouble(0) != 0);
  }

  private static boolean severalPrompts(JsonNode prompt) {
    return prompt.isArray() && !prompt.path(0).isNumber() && prompt.size() != 1;
  }

  /** Whether all tokens that the client allowed are there, and only the reason is missing. */
  public boolean limitReached() {
    return limit > 0 && trail.answerTokens() >= limit && !stops;
  }

  /** Whether a placement could go on with it without a token lost, repeated or drawn otherwise. */
  public boolean suits(Placement placement) {
    Set<Capability> able = placement.capabilities();
    if (!able.contains(Capability.TOKEN_IDS) || !able.contains(Capability.COMPLETIONS)) {
      return false;
    }
    if (limit > 0 && trail.answerTokens() >= limit) {
      return false;
    }
    return takesUp(placement)
        || (!stops && !penalties && (limit > 0 || endsAtItsContext(placement)));
  }

  /** Whether an answer without a limit ends there: a completion's is the server's own, often 16. */
  private boolean endsAtItsContext(Placement placement) {
    return !completion && placement.contextLength() > 0;
  }

  /** Whether a placement goes on with all that was drawn, rather than with what was told. */
  public static boolean takesUp(Placement placement) {
    return placement.capabilities().contains(Capability.CONTINUATION);
  }

  @Override
  public ByteBuf forUpstream(
      ByteBufAllocator allocator, Placement placement, byte[] upstreamModel) {
    boolean takesUp = takesUp(placement);
    int answered = takesUp ? trail.answerTokens() : trail.spokenTokens();
    ObjectNode body = kept.deepCopy();
    body.put("model", placement.upstreamModel());
    body.put("stream", true);
    body.putObject("stream_options").put("include_usage", true);
    body.put("return_token_ids", true);
    int room = placement.contextLength() - trail.promptTokens() - answered;
    if (limit > 0) {
      body.put("max_tokens", limit - answered);
    } else if (!takesUp) {
      body.put("max_tokens", Math.max(1, room));
    }
    if (takesUp) {
      body.put("answered_tokens", answered);
    }
    ArrayNode prompt = body.putArray("prompt");
    for (int id : trail.prompt()) {
      prompt.add(id);
    }
    for (int i = 0; i < answered; i++) {
      prompt.add(trail.id(i));
    }
    byte[] json = JsonMapper.shared().writeValueAsBytes(body);
    return allocator.ioBuffer(json.length).writeBytes(json);
  }

  @Override
  public boolean stream() {
    return true;
  }

  @Override
  public int promptTokens() {
    return trail.promptTokens() + trail.answerTokens();
  }
}
