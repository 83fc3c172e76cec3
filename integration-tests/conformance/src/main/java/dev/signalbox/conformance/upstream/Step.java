package dev.signalbox.conformance.upstream;

import java.time.Duration;

/** One thing that a script does to its connection. */
public sealed interface Step {

  /** Writes bytes as they are, in one write. */
  record Raw(byte[] bytes) implements Step {}

  /** Writes bytes as one chunk of a chunked body, in one write. */
  record Chunk(byte[] bytes) implements Step {}

  /** Says nothing for a while. */
  record Pause(Duration length) implements Step {}

  /** Says nothing until the other side goes away. */
  record Hang() implements Step {}

  /** Ends the connection with a reset. */
  record Reset() implements Step {}

  /** Ends the connection with a plain close, whatever is missing. */
  record Close() implements Step {}
}
