package dev.signalbox.engine.llama.binding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The tokens of one decode, each with its sequence and position. Positions of a sequence must go on
 * without gap from what it holds.
 */
public final class TokenBatch {
  private final int capacity;
  private final MemorySegment struct;
  private final MemorySegment tokens;
  private final MemorySegment positions;
  private final MemorySegment sequences;
  private final MemorySegment outputs;
  private int size;

  TokenBatch(Arena arena, int capacity) {
    this.capacity = capacity;
    tokens = arena.allocate(ValueLayout.JAVA_INT, capacity);
    positions = arena.allocate(ValueLayout.JAVA_INT, capacity);
    sequences = arena.allocate(ValueLayout.JAVA_INT, capacity);
    outputs = arena.allocate(ValueLayout.JAVA_BYTE, capacity);
    MemorySegment counts = arena.allocate(ValueLayout.JAVA_INT, capacity);
    MemorySegment lists = arena.allocate(ValueLayout.ADDRESS, capacity);
    for (int i = 0; i < capacity; i++) {
      counts.setAtIndex(ValueLayout.JAVA_INT, i, 1);
      lists.setAtIndex(
          ValueLayout.ADDRESS, i, sequences.asSlice((long) i * Integer.BYTES, Integer.BYTES));
    }
    struct = arena.allocate(Structs.BATCH);
    struct.set(ValueLayout.ADDRESS, 8, tokens);
    struct.set(ValueLayout.ADDRESS, 16, MemorySegment.NULL);
    struct.set(ValueLayout.ADDRESS, 24, positions);
    struct.set(ValueLayout.ADDRESS, 32, counts);
    struct.set(ValueLayout.ADDRESS, 40, lists);
    struct.set(ValueLayout.ADDRESS, 48, outputs);
  }

  /**
   * Adds a token.
   *
   * @param output whether the decode gives logits (or a vector) for it
   * @return its index in the batch
   */
  public int add(int sequence, int position, int token, boolean output) {
    if (size == capacity) {
      throw new IllegalStateException("batch holds %d tokens already".formatted(capacity));
    }
    tokens.setAtIndex(ValueLayout.JAVA_INT, size, token);
    positions.setAtIndex(ValueLayout.JAVA_INT, size, position);
    sequences.setAtIndex(ValueLayout.JAVA_INT, size, sequence);
    outputs.set(ValueLayout.JAVA_BYTE, size, (byte) (output ? 1 : 0));
    return size++;
  }

  public int size() {
    return size;
  }

  /** Most tokens of one decode. */
  public int capacity() {
    return capacity;
  }

  /** The struct for the call; the batch is empty for the next round. */
  MemorySegment take() {
    struct.set(ValueLayout.JAVA_INT, 0, size);
    size = 0;
    return struct;
  }
}
