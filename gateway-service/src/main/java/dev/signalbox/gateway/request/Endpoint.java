package dev.signalbox.gateway.request;

import dev.signalbox.gateway.refusal.ErrorShape;
import dev.signalbox.router.api.Capability;

/**
 * The endpoints that upstreams answer. Those of OpenAI's older shapes pass through to an upstream
 * of the same shape; the others are translated to a chat completion and back.
 */
public enum Endpoint {
  CHAT("/v1/chat/completions", "/chat/completions", Capability.CHAT),
  COMPLETIONS("/v1/completions", "/completions", Capability.COMPLETIONS),
  EMBEDDINGS("/v1/embeddings", "/embeddings", Capability.EMBEDDINGS),
  RESPONSES("/v1/responses", "/chat/completions", Capability.CHAT),
  MESSAGES("/v1/messages", "/chat/completions", Capability.CHAT),
  COUNT_TOKENS("/v1/messages/count_tokens", "/tokenize", Capability.CHAT);

  private final String path;
  private final String upstreamPath;
  private final Capability capability;

  Endpoint(String path, String upstreamPath, Capability capability) {
    this.path = path;
    this.upstreamPath = upstreamPath;
    this.capability = capability;
  }

  /** Path at the gateway. */
  public String path() {
    return path;
  }

  /** Path below an upstream's base URL. */
  public String upstreamPath() {
    return upstreamPath;
  }

  /** What an expert must be able to do to answer here. */
  public Capability capability() {
    return capability;
  }

  /** The field of an upstream's request that holds what the model shall read. */
  public String promptField() {
    return switch (this) {
      case CHAT, RESPONSES, MESSAGES, COUNT_TOKENS -> "messages";
      case COMPLETIONS -> "prompt";
      case EMBEDDINGS -> "input";
    };
  }

  /** Whether upstreams are told a chat. */
  public boolean isChat() {
    return capability == Capability.CHAT;
  }

  /** The shape in which its clients read errors. */
  public ErrorShape errors() {
    return errors(path);
  }

  /** The shape in which errors are read below a path, whether there is an endpoint or not. */
  public static ErrorShape errors(String path) {
    return path.startsWith("/v1/messages") ? ErrorShape.ANTHROPIC : ErrorShape.OPENAI;
  }
}
