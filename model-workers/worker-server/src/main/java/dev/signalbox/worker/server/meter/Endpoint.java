package dev.signalbox.worker.server.meter;

/** What was asked for; a tag. */
public enum Endpoint {
  CHAT,
  COMPLETIONS,
  EMBEDDINGS
}
