package dev.signalbox.gateway.request;

import dev.signalbox.router.api.Capability;

/** The endpoints whose requests pass through to an upstream of the same shape. */
public enum Endpoint {
  CHAT("/v1/chat/completions", "/chat/completions", Capability.CHAT),
  COMPLETIONS("/v1/completions", "/completions", Capability.COMPLETIONS),
  EMBEDDINGS("/v1/embeddings", "/embeddings", Capability.EMBEDDINGS);

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
}
