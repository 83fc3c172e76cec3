package dev.signalbox.engine.llama.binding;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/** Sizes of the structs of v0.5.0 that are passed by value; their fields are set by offset. */
final class Structs {
  static final StructLayout MODEL_PARAMS = ofLongs(80);
  static final StructLayout CONTEXT_PARAMS = ofLongs(160);
  static final StructLayout BATCH = ofLongs(56);
  static final StructLayout CHAIN_PARAMS =
      MemoryLayout.structLayout(ValueLayout.JAVA_BOOLEAN.withName("no_perf"));

  private Structs() {}

  /** All three are larger than two registers, so only size and alignment matter to the callee. */
  private static StructLayout ofLongs(long bytes) {
    return MemoryLayout.structLayout(
        MemoryLayout.sequenceLayout(bytes / Long.BYTES, ValueLayout.JAVA_LONG));
  }
}
